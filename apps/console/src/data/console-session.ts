// What lives as long as somebody is signed in: the client's live session, and the rows that were read. Wiped at sign-out.
import { openLiveSession, type HoldfastClient, type LiveSession, type Selections } from "@holdfast/client";
import type { StreamEvent, UserId } from "@holdfast/contract";
import type { QueryClient } from "@tanstack/react-query";
import { ChangeLog } from "./change-log.js";
import { sessionMemory } from "./remembered.js";
import { RecordWindow, type WindowQuery } from "./record-window.js";

const keptWindows = 12;
/** Many changes in a row are one reason to read the trail again. */
const activityRestMs = 400;

export class ConsoleSession {
  readonly userId: UserId;
  readonly session: LiveSession;
  /** What became of the changes that were made here. */
  readonly log: ChangeLog;
  readonly #client: HoldfastClient;
  readonly #queries: QueryClient;
  readonly #windows = new Map<string, RecordWindow>();
  #wasLive = false;
  #activityTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: HoldfastClient, queries: QueryClient, userId: UserId) {
    this.userId = userId;
    this.#client = client;
    this.#queries = queries;
    this.log = new ChangeLog({ client, storage: sessionMemory(), key: `holdfast refused ${userId}` });
    this.session = openLiveSession({ client: this.log.client, userId });
    void this.log.follow(this.session);
    this.session.listen((event) => this.#receive(event));
    this.session.subscribe(() => this.#streamChanged());
    void this.session.groups.ensure();
  }

  get selections(): Selections {
    return this.session.selections;
  }

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
    this.session.close();
    this.#windows.clear();
    clearTimeout(this.#activityTimer);
  }

  /** For sign-out: nothing of the user stays in this browser. */
  async forget(): Promise<void> {
    await this.session.forget();
    this.log.forget();
    this.close();
  }

  #streamChanged(): void {
    const state = this.session.streamState();
    if (state === "refused") dispatchEvent(new Event("holdfast:signed-out"));
    if (state !== "live") return;
    // Whatever happened while the stream was away was told to nobody.
    if (this.#wasLive) this.#readAgain("items", "history", "tokens", "sessions", "activity");
    this.#wasLive = true;
  }

  #receive(event: StreamEvent): void {
    this.log.receive(event);
    if (event.type === "selection")
      for (const what of ["items", "history"]) void this.#queries.invalidateQueries({ queryKey: [what, event.groupId] });
    if (event.type === "connection") this.#readAgain("tokens", "token history");
    if (event.type === "sessions") this.#readAgain("sessions");
    if (event.type !== "selection") this.#restThenReadActivity();
    if (event.type === "reset") this.#readAgain("tokens", "items", "history");
  }

  /** The trail has a change once the database has it. */
  #restThenReadActivity(): void {
    clearTimeout(this.#activityTimer);
    this.#activityTimer = setTimeout(() => this.#readAgain("activity"), activityRestMs);
  }

  #readAgain(...what: readonly string[]): void {
    for (const one of what) void this.#queries.invalidateQueries({ queryKey: [one] });
  }
}
