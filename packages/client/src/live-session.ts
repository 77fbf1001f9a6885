// What a page holds for as long as somebody is signed in: selections, the event stream, and what the stream keeps up to date.
import type { Group, HeldTokenInfo, StreamEvent, UndoState, UserId } from "@holdfast/contract";
import type { HoldfastClient } from "./client.js";
import type { EventStream, StreamState } from "./event-stream.js";
import { type KeptOperationStorage, indexedDbOperationStorage } from "./indexed-db-operation-storage.js";
import { createPresenceWatch, type PresenceWatch } from "./presence-watch.js";
import { createResource, type Resource } from "./resource.js";
import type { SelectionEvent } from "./selection-model.js";
import { createSelections, type Selections } from "./selections.js";
import { openSharedEventStream } from "./shared-event-stream.js";
import { systemTiming, type Timing } from "./timing.js";
import { undoNext, type UndoKind, type UndoOutcome } from "./undo-next.js";

export interface LiveSessionOptions {
  readonly client: HoldfastClient;
  /** Whose: nothing that is kept in the browser is ever shown to another user. */
  readonly userId: UserId;
  /** Where operations wait; the browser's database when absent, and the page's memory where there is none. */
  readonly storage?: KeptOperationStorage;
  readonly timing?: Timing;
}

export interface LiveSession {
  readonly client: HoldfastClient;
  readonly userId: UserId;
  readonly selections: Selections;
  /** Resolves when what an earlier page left waiting was taken up. */
  readonly restored: Promise<void>;
  /** In the user's order. */
  readonly groups: Resource<readonly Group[]>;
  readonly connections: Resource<readonly HeldTokenInfo[]>;
  readonly undoable: Resource<UndoState>;
  readonly presence: PresenceWatch;
  /** Undoes the newest gesture, or does the last undone one again, once everything before it has arrived (SE-09). Throws HoldfastProblem. */
  undo(kind?: UndoKind): Promise<UndoOutcome>;
  streamState(): StreamState;
  /** Called whenever the state of the stream changes. */
  subscribe(listener: () => void): () => void;
  /** Hears every event, after selections and resources have followed it. */
  listen(listener: (event: StreamEvent) => void): () => void;
  /** The network is back: whatever waits for its next attempt makes it now. */
  wake(): void;
  /** Ends it; operations that wait stay in the browser for the next session of this user. */
  close(): void;
  /** For sign-out: nothing of the user stays in this browser. */
  forget(): Promise<void>;
}

/** Many changes in a row are one reason to ask what can be undone. */
const restMs = 150;

class OpenLiveSession implements LiveSession {
  readonly client: HoldfastClient;
  readonly userId: UserId;
  readonly selections: Selections;
  readonly restored: Promise<void>;
  readonly groups: Resource<readonly Group[]>;
  readonly connections: Resource<readonly HeldTokenInfo[]>;
  readonly undoable: Resource<UndoState>;
  readonly presence: PresenceWatch;
  readonly #storage: KeptOperationStorage | undefined;
  readonly #timing: Timing;
  readonly #stream: EventStream;
  readonly #stateListeners = new Set<() => void>();
  readonly #eventListeners = new Set<(event: StreamEvent) => void>();
  readonly #closed = new AbortController();
  #streamState: StreamState = "connecting";
  #isResting = false;

  constructor({ client, userId, storage, timing = systemTiming }: LiveSessionOptions) {
    this.client = client;
    this.userId = userId;
    this.#timing = timing;
    this.#storage = storage ?? browserStorage(userId, timing);
    this.selections = createSelections({ client, timing, ...(this.#storage === undefined ? {} : { storage: this.#storage }) });
    this.groups = createResource(async (signal) => inOrder((await client.call("listGroups", { signal })).groups));
    this.connections = createResource(async (signal) => (await client.call("listTokens", { signal })).tokens);
    this.undoable = createResource((signal) => client.call("undoState", { signal }));
    this.restored = this.selections.restore();
    this.presence = createPresenceWatch(client, timing);
    this.#stream = openSharedEventStream({
      name: userId,
      client,
      timing,
      onEvent: (event) => this.#receive(event),
      onState: (state) => this.#streamChanged(state),
    });
    wakeWithBrowser(() => this.wake(), this.#closed.signal);
    lookWithPage(this.presence, this.#closed.signal);
  }

  async undo(kind: UndoKind = "undo"): Promise<UndoOutcome> {
    const outcome = await undoNext(this.client, this.selections, kind);
    // Where the stream is not there to tell, reading tells.
    if (this.#streamState !== "live") await Promise.all([this.selections.catchUp(), this.groups.refresh()]);
    await this.undoable.refresh();
    return outcome;
  }

  streamState(): StreamState {
    return this.#streamState;
  }

  subscribe(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  listen(listener: (event: StreamEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  wake(): void {
    this.#stream.wake();
    this.selections.wake();
  }

  close(): void {
    this.#closed.abort();
    this.#stream.close();
    this.presence.close();
    this.selections.close();
    this.#storage?.close();
    for (const resource of [this.groups, this.connections, this.undoable]) resource.close();
    this.#stateListeners.clear();
    this.#eventListeners.clear();
  }

  async forget(): Promise<void> {
    await this.#storage?.forget();
    this.close();
  }

  #streamChanged(state: StreamState): void {
    this.#streamState = state;
    if (state === "live") {
      // Whatever happened between the last reading and this moment was told to nobody.
      this.selections.wake();
      void this.selections.catchUp();
      this.presence.renew();
      for (const resource of [this.groups, this.connections, this.undoable]) void resource.refresh();
    }
    for (const listener of this.#stateListeners) listener();
  }

  #receive(event: StreamEvent): void {
    this.selections.receive(event);
    this.presence.receive(event);
    if (event.type === "groups") this.groups.change(() => inOrder(event.groups));
    if (event.type === "selection") this.#groupChanged(event);
    if (event.type === "connection") void this.connections.refresh();
    if (event.type === "reset") void Promise.all([this.groups.refresh(), this.connections.refresh()]);
    if (event.type === "selection" || event.type === "groups" || event.type === "reset") void this.#restThenReadUndo();
    for (const listener of this.#eventListeners) listener(event);
  }

  #groupChanged({ groupId, count, version }: SelectionEvent): void {
    const updatedAt = new Date().toISOString();
    this.groups.change((groups) =>
      groups.map((group) => (group.id === groupId ? { ...group, count, version, updatedAt } : group)),
    );
  }

  async #restThenReadUndo(): Promise<void> {
    if (this.#isResting) return;
    this.#isResting = true;
    await this.#timing.pause(restMs, this.#closed.signal);
    this.#isResting = false;
    await this.undoable.refresh();
  }
}

const inOrder = (groups: readonly Group[]): readonly Group[] => [...groups].sort((a, b) => a.place - b.place);

function browserStorage(userId: UserId, timing: Timing): KeptOperationStorage | undefined {
  if (typeof indexedDB === "undefined") return undefined;
  return indexedDbOperationStorage({ name: `holdfast queue ${userId}`, owner: timing.uuid() });
}

/** Where there is a page, its coming back into sight and its network coming back are reasons to try at once. */
function wakeWithBrowser(wake: () => void, signal: AbortSignal): void {
  if (typeof document === "undefined") return;
  document.defaultView?.addEventListener("online", wake, { signal });
  document.addEventListener("visibilitychange", wake, { signal });
}

/** A page that is left looks at nothing; one that comes back out of the browser's memory does again. */
function lookWithPage(presence: PresenceWatch, signal: AbortSignal): void {
  if (typeof document === "undefined") return;
  document.defaultView?.addEventListener("pagehide", () => presence.away(), { signal });
  document.defaultView?.addEventListener("pageshow", () => presence.renew(), { signal });
}

/** Begins at once: opens the stream and takes up what waits. End it with `close()`, or with `forget()` at sign-out. */
export function openLiveSession(options: LiveSessionOptions): LiveSession {
  return new OpenLiveSession(options);
}
