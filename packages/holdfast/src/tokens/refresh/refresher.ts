// Refreshes held tokens: one call to the provider per expiry, whoever and however many ask, in this process and in others (TK-19 … TK-22).
import { LRUCache } from "lru-cache";
import type { AuthorizationServer } from "oauth4webapi";
import { isPassingFailure } from "../../database/index.js";
import { backoffDelay } from "../../runtime/backoff.js";
import { type FullName, keyOfFull } from "../held/held-name.js";
import type { Renewal, Renewed } from "../held/renewal.js";
import { foundActive } from "../held/held-room.js";
import type { CallFailure, CallOutcome, GrantedTokens } from "../provider/index.js";
import { beginRefresh, type Beginning, type Lease } from "./begin-refresh.js";
import { saveDead, saveFailure, saveGranted } from "./end-refresh.js";
import { followNone, type RefreshRoom } from "./refresh-room.js";

/** What one step of a refresh led to: an end, or a wait of so many milliseconds. */
type Step = { readonly settled: true } | { readonly settled: false; readonly wait: number; readonly reason: string };

const settled: Step = { settled: true };
const poll = { first: 40, most: 500 } as const;
const misconfiguredWait = 60_000;
const tooLate = { kind: "passing", reason: "The database took too long to give the lease.", unanswered: false } as const;
/** Milliseconds that a commit is tried again for while the process is stopping. */
const lastPatience = 5000;

export class Refresher implements Renewal {
  readonly #room: RefreshRoom;
  readonly #flights = new Map<string, Promise<Renewed>>();
  /** Until when a token is not asked for ahead of time, after a failure. */
  readonly #resting = new LRUCache<string, number>({ max: 10_000 });
  readonly #ending = new AbortController();

  constructor(room: RefreshRoom) {
    this.#room = room;
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
      if (step.settled) return { status: "settled" };
      const tooLong = step.wait > until - held.clock.monotonic();
      if (tooLong || this.#ending.signal.aborted) {
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
        return { settled: false, wait: this.#backoff(turn), reason: found.reason };
      }
      const started = this.#room.held.clock.monotonic();
      const begun = await beginRefresh(this.#room, name, generation);
      calls = begun.kind === "leased";
      return begun.kind === "leased" ? await this.#call(begun.lease, found.value, started) : this.#follow(begun, name, turn);
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

  /** `started`: before the lease was asked for, so that it ends later than the call whatever the database took to answer. */
  async #call(lease: Lease, server: AuthorizationServer, started: number): Promise<Step> {
    const { book, held, policy } = this.#room;
    const { provider } = lease.name;
    const place = book.get(provider);
    if (place === undefined) return settled;
    try {
      const deadline = Math.min(policy.callDeadline, policy.callDeadline + policy.leaseReserve / 2 - (held.clock.monotonic() - started));
      const outcome: CallOutcome<GrantedTokens> =
        deadline <= 0 ? tooLate : await place.client.refresh(server, lease.refreshToken, deadline);
      book.report(provider, outcome.kind === "done" ? undefined : outcome);
      if (outcome.kind === "done") return await this.#keep(lease, outcome.value);
      if (outcome.kind === "dead") return await this.#end(lease, outcome.reason);
      return await this.#fail(lease, outcome);
    } finally {
      lease.refreshToken.destroy();
    }
  }

  async #keep(lease: Lease, granted: GrantedTokens): Promise<Step> {
    const { held, onChange } = this.#room;
    const begin = held.cache.begin();
    const { written, row } = await this.#commit(lease.name.provider, () => saveGranted(this.#room, lease, granted));
    const key = keyOfFull(lease.name);
    if (row !== undefined) held.cache.changed(key, row.generation);
    if (!written || row === undefined) return this.#behind(lease, row?.generation);
    // A commit that was found to have arrived may have been followed by others: then it is read.
    if (row.generation === lease.generation + 1 && row.status === "active")
      held.cache.keep(key, foundActive(held, key, row, granted.accessToken), begin);
    onChange?.(row);
    return settled;
  }

  async #end(lease: Lease, said: string): Promise<Step> {
    const { written, row } = await this.#commit(lease.name.provider, () => saveDead(this.#room, lease, said));
    if (!written || row === undefined) return this.#behind(lease, row?.generation);
    followNone(this.#room, lease.name, row);
    return settled;
  }

  async #fail(lease: Lease, failure: Exclude<CallFailure, { readonly kind: "dead" }>): Promise<Step> {
    const { policy } = this.#room;
    const asked = failure.kind === "misconfigured" ? misconfiguredWait : Math.min(failure.retryAfter ?? 0, policy.mostWait);
    const wait = Math.max(asked, this.#backoff(lease.failures + 1));
    // A lease that is left behind would count as a call that disappeared.
    await this.#commit(lease.name.provider, () => saveFailure(this.#room, lease, failure, wait));
    return { settled: false, wait, reason: failure.reason };
  }

  #backoff(failures: number): number {
    const { policy, held } = this.#room;
    return backoffDelay(failures, { first: policy.firstWait, most: policy.mostWait }, held.clock);
  }

  /** Somebody else wrote, or took the lease over because this process was away for too long: theirs decides. */
  #behind({ generation }: Lease, now: number | undefined): Step {
    if (now !== generation) return settled;
    return { settled: false, wait: poll.most, reason: "Another process has taken the refresh over." };
  }

  async #commit<T>(provider: string, write: () => Promise<T>): Promise<T> {
    const { clock, log } = this.#room.held;
    const { leaseReserve } = this.#room.policy;
    const begun = clock.monotonic();
    for (let turn = 1; ; turn += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- tried until the database is back
        return await write();
      } catch (error) {
        // What the provider gave exists nowhere else.
        const patience = this.#ending.signal.aborted ? lastPatience : leaseReserve;
        if (!isPassingFailure(error) || clock.monotonic() - begun >= patience) throw error;
        log.warn("What a provider answered is not written yet; the database does not answer.", { provider });
        // oxlint-disable-next-line no-await-in-loop -- the wait between two tries
        await clock.pause(backoffDelay(turn, { first: 100, most: 2000 }, clock));
      }
    }
  }
}
