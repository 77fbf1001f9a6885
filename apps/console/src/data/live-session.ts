// What lives as long as somebody is signed in: selections, the event stream, the rows that were read. Wiped at sign-out.
import {
  createSelections,
  indexedDbOperationStorage,
  openSharedEventStream,
  systemTiming,
  type EventStream,
  type HoldfastClient,
  type KeptOperationStorage,
  type SelectionEvent,
  type Selections,
  type StreamState,
} from "@holdfast/client";
import type { GroupList, StreamEvent, UserId } from "@holdfast/contract";
import type { QueryClient } from "@tanstack/react-query";
import { RecordWindow, type WindowQuery } from "./record-window.js";

const keptWindows = 12;
/** Many changes in a row are one reason to ask what can be undone. */
const restMs = 150;

export class LiveSession {
  readonly userId: UserId;
  readonly selections: Selections;
  readonly #client: HoldfastClient;
  readonly #queries: QueryClient;
  readonly #stream: EventStream;
  readonly #storage: KeptOperationStorage;
  readonly #windows = new Map<string, RecordWindow>();
  readonly #listeners = new Set<() => void>();
  #streamState: StreamState = "connecting";
  #wasLive = false;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: HoldfastClient, queries: QueryClient, userId: UserId) {
    this.userId = userId;
    this.#client = client;
    this.#queries = queries;
    this.#storage = indexedDbOperationStorage({ name: `holdfast queue ${userId}`, owner: systemTiming.uuid() });
    this.selections = createSelections({ client, storage: this.#storage });
    void this.selections.restore();
    this.#stream = openSharedEventStream({
      name: userId,
      client,
      onEvent: (event) => this.#receive(event),
      onState: (state) => this.#streamChanged(state),
    });
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
  }

  readonly streamState = (): StreamState => this.#streamState;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The rows of a query; the same object for the same query, so that going back shows them at once. */
  window(query: WindowQuery, edition = 0): RecordWindow {
    const key = JSON.stringify([query, edition]);
    const window = this.#windows.get(key) ?? new RecordWindow(this.#client, query);
    this.#windows.delete(key);
    this.#windows.set(key, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > keptWindows && oldest !== undefined) this.#windows.delete(oldest);
    return window;
  }

  close(): void {
    removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    this.#stream.close();
    this.selections.close();
    this.#storage.close();
    this.#windows.clear();
    clearTimeout(this.#restTimer);
  }

  /** For sign-out: nothing of the user stays in this browser. */
  async forget(): Promise<void> {
    await this.#storage.forget();
    this.close();
  }

  readonly #wake = (): void => {
    this.#stream.wake();
    this.selections.wake();
  };

  #streamChanged(state: StreamState): void {
    this.#streamState = state;
    if (state === "live") {
      // Whatever happened between the last reading and this moment was told to nobody.
      this.selections.wake();
      void this.selections.catchUp();
      if (this.#wasLive) this.#readAgain("groups", "items", "history", "undo");
      this.#wasLive = true;
    }
    if (state === "refused") dispatchEvent(new Event("holdfast:signed-out"));
    for (const listener of this.#listeners) listener();
  }

  #receive(event: StreamEvent): void {
    this.selections.receive(event);
    if (event.type === "groups") this.#changeGroups((list) => ({ ...list, groups: event.groups }));
    if (event.type === "selection") this.#groupChanged(event);
    if (event.type === "connection") this.#readAgain("tokens");
    if (event.type === "reset") this.#readAgain("groups", "tokens", "items", "history");
    if (event.type === "selection" || event.type === "groups") this.#restThenReadUndo();
  }

  #groupChanged({ groupId, count, version }: SelectionEvent): void {
    const updatedAt = new Date().toISOString();
    this.#changeGroups((list) => ({
      ...list,
      groups: list.groups.map((group) => (group.id === groupId ? { ...group, count, version, updatedAt } : group)),
    }));
    for (const what of ["items", "history"]) void this.#queries.invalidateQueries({ queryKey: [what, groupId] });
  }

  #readAgain(...what: readonly string[]): void {
    for (const one of what) void this.#queries.invalidateQueries({ queryKey: [one] });
  }

  #restThenReadUndo(): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#readAgain("undo"), restMs);
  }

  #changeGroups(change: (list: GroupList) => GroupList): void {
    this.#queries.setQueryData<GroupList>(["groups"], (list) => (list === undefined ? list : change(list)));
  }
}
