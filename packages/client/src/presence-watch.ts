// Who else looks at a group: this page says so for as long as it does, and hears of the others (RT-02).
import type { GroupId, StreamEvent, Viewer, ViewerId } from "@holdfast/contract";
import type { HoldfastClient } from "./client.js";
import { systemTiming, type Timing } from "./timing.js";

export interface PresenceWatch {
  /** Says that this page looks at the group, until what it answers is called. */
  look(groupId: GroupId, device?: string): () => void;
  /** The others that look at it: other tabs, devices and people. The same list until it changes. */
  others(groupId: GroupId): readonly Viewer[];
  subscribe(listener: () => void): () => void;
  receive(event: StreamEvent): void;
  /** The page is being left, and may come back: the others are told that it does not look. */
  away(): void;
  /** Says it again now: the server may have forgotten. */
  renew(): void;
  close(): void;
}

interface Looking {
  readonly device: string | undefined;
  readonly stop: AbortController;
  /** How many parts of the page look. */
  parts: number;
  pause: AbortController;
}

/** A third of the time after which the server takes a silent one to have left. */
const renewMs = 10_000;
const nobody: readonly Viewer[] = [];

class HttpPresence implements PresenceWatch {
  readonly #client: HoldfastClient;
  readonly #timing: Timing;
  readonly #viewer: ViewerId;
  readonly #looking = new Map<GroupId, Looking>();
  readonly #others = new Map<GroupId, readonly Viewer[]>();
  readonly #listeners = new Set<() => void>();

  constructor(client: HoldfastClient, timing: Timing) {
    this.#client = client;
    this.#timing = timing;
    this.#viewer = timing.uuid() as ViewerId;
  }

  look(groupId: GroupId, device?: string): () => void {
    const known = this.#looking.get(groupId);
    const looking = known ?? { device, stop: new AbortController(), parts: 0, pause: new AbortController() };
    looking.parts += 1;
    if (known === undefined) {
      this.#looking.set(groupId, looking);
      void this.#sayUntilStopped(groupId, looking);
    }
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      looking.parts -= 1;
      if (looking.parts === 0) this.#leave(groupId, looking);
    };
  }

  others(groupId: GroupId): readonly Viewer[] {
    return this.#others.get(groupId) ?? nobody;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(event: StreamEvent): void {
    if (event.type === "presence" && this.#looking.has(event.groupId)) this.#put(event.groupId, event.viewers);
  }

  renew(): void {
    for (const { pause } of this.#looking.values()) pause.abort();
  }

  away(): void {
    for (const groupId of this.#looking.keys()) this.#tellAway(groupId);
  }

  close(): void {
    for (const [groupId, looking] of this.#looking) this.#leave(groupId, looking);
    this.#listeners.clear();
  }

  async #sayUntilStopped(groupId: GroupId, looking: Looking): Promise<void> {
    const { stop, device } = looking;
    const params = { group: groupId, viewer: this.#viewer };
    while (!stop.signal.aborted) {
      const told = await this.#client
        .call("lookAtGroup", { params, body: { device }, signal: stop.signal })
        .catch(() => undefined);
      if (told !== undefined && !stop.signal.aborted) this.#put(groupId, told.viewers);
      looking.pause = new AbortController();
      await this.#timing.pause(renewMs, AbortSignal.any([looking.pause.signal, stop.signal]));
    }
  }

  #leave(groupId: GroupId, { stop }: Looking): void {
    stop.abort();
    this.#looking.delete(groupId);
    this.#others.delete(groupId);
    this.#tellAway(groupId);
  }

  #tellAway(groupId: GroupId): void {
    const params = { group: groupId, viewer: this.#viewer };
    // One that cannot be told finds out by the silence.
    void this.#client.call("lookAway", { params, keepalive: true }).catch(() => undefined);
  }

  #put(groupId: GroupId, viewers: readonly Viewer[]): void {
    const others = viewers.filter(({ viewerId }) => viewerId !== this.#viewer);
    if (JSON.stringify(others) === JSON.stringify(this.others(groupId))) return;
    this.#others.set(groupId, others);
    for (const listener of this.#listeners) listener();
  }
}

export function createPresenceWatch(client: HoldfastClient, timing: Timing = systemTiming): PresenceWatch {
  return new HttpPresence(client, timing);
}
