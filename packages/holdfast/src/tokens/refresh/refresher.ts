// Refreshes held tokens: one call to the provider per expiry, whoever and however many ask, in this process and in others (TK-19 … TK-22).
import { LRUCache } from "lru-cache";
import { backoffDelay } from "../../runtime/backoff.js";
import { type FullName, keyOfFull } from "../held/held-name.js";
import type { Renewal, Renewed } from "../held/renewal.js";
import { beginRefresh, type Beginning } from "./begin-refresh.js";
import { RefreshCall, settled, type Step } from "./refresh-call.js";
import { followNone, type RefreshRoom } from "./refresh-room.js";

/** Between two looks at what another process does. */
const poll = { first: 40, most: 500 } as const;

export class Refresher implements Renewal {
  readonly #room: RefreshRoom;
  readonly #flights = new Map<string, Promise<Renewed>>();
  /** Until when a token is not asked for ahead of time, after a failure. */
  readonly #resting = new LRUCache<string, number>({ max: 10_000 });
  readonly #ending = new AbortController();
  readonly #counts = { settled: 0, unavailable: 0 };

  constructor(room: RefreshRoom) {
    this.#room = room;
  }

  get counts(): Renewal["counts"] {
    return { ...this.#counts };
  }

  covers({ provider, hasRefreshToken }: { readonly provider: string; readonly hasRefreshToken: boolean }): boolean {
    return hasRefreshToken && this.#room.book.get(provider) !== undefined;
  }

  marginOf(lifetime: number): number {
    const { policy, held } = this.#room;
    return Math.min(policy.margin, lifetime * policy.marginShare) * (1 - 0.3 * held.clock.random());
  }

  ahead(name: FullName, generation: number): void {
    const { policy, held } = this.#room;
    const rests = (this.#resting.get(keyOfFull(name)) ?? 0) > held.clock.monotonic();
    if (rests || this.#flights.size >= policy.atOnce || this.#ending.signal.aborted) return;
    void this.renew(name, generation).catch((error: unknown) =>
      this.#room.held.log.warn("A token could not be refreshed ahead of time.", {
        provider: name.provider,
        reason: String(error),
      }),
    );
  }

  renew(name: FullName, generation: number): Promise<Renewed> {
    const key = keyOfFull(name);
    const running = this.#flights.get(key);
    if (running !== undefined) return running;
    const flight = this.#fly(name, generation).finally(() => void this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  /** Lets calls that are under way come to their end; those that wait give up. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled(this.#flights.values());
  }

  async #fly(name: FullName, generation: number): Promise<Renewed> {
    const { held, policy } = this.#room;
    const until = held.clock.monotonic() + policy.patience;
    for (let turn = 1; ; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each step follows from the one before
      const step = await this.#step(name, generation, turn);
      if (step.settled) {
        this.#counts.settled += 1;
        return { status: "settled" };
      }
      const tooLong = step.wait > until - held.clock.monotonic();
      if (tooLong || this.#ending.signal.aborted) {
        this.#counts.unavailable += 1;
        this.#resting.set(keyOfFull(name), held.clock.monotonic() + step.wait);
        return { status: "unavailable", reason: step.reason, retryAfterSeconds: Math.max(1, Math.ceil(step.wait / 1000)) };
      }
      // oxlint-disable-next-line no-await-in-loop -- the wait between two steps
      await held.clock.pause(step.wait, this.#ending.signal);
    }
  }

  async #step(name: FullName, generation: number, turn: number): Promise<Step> {
    const place = this.#room.book.get(name.provider);
    if (place === undefined) return settled;
    const pass = place.breaker.enter();
    if (pass === undefined) {
      const wait = Math.max(place.breaker.left, poll.most);
      return { settled: false, wait, reason: "The provider fails, and is left alone for a while." };
    }
    let calls = false;
    try {
      const found = await place.client.server();
      if (found.kind !== "done") {
        calls = true;
        this.#room.book.report(name.provider, found);
        return {
          settled: false,
          wait: backoffDelay(
            turn,
            { first: this.#room.policy.firstWait, most: this.#room.policy.mostWait },
            this.#room.held.clock,
          ),
          reason: found.reason,
        };
      }
      const started = this.#room.held.clock.monotonic();
      const begun = await beginRefresh(this.#room, name, generation);
      calls = begun.kind === "leased";
      if (begun.kind !== "leased") return this.#follow(begun, name, turn);
      const parts = { server: found.value, started, ending: this.#ending.signal };
      return await new RefreshCall(this.#room, begun.lease, parts).run();
    } finally {
      // A call reports by itself.
      if (!calls) place.breaker.leave(pass);
    }
  }

  #follow(begun: Exclude<Beginning, { readonly kind: "leased" }>, name: FullName, turn: number): Step {
    const { held } = this.#room;
    switch (begun.kind) {
      case "moved":
        if (begun.row !== undefined) held.cache.changed(keyOfFull(name), begun.row.generation);
        return settled;
      case "ended":
        followNone(this.#room, name, begun.row);
        return settled;
      case "busy": {
        const wait = Math.min(begun.left + 1, backoffDelay(turn, poll, held.clock));
        return { settled: false, wait, reason: "The token is being refreshed." };
      }
      case "resting":
        return { settled: false, wait: begun.left, reason: "The provider could not refresh the token just now." };
    }
  }
}
