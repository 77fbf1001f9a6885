// Makes the one call of a refresh and sees to it that what it brought is written (TK-19 … TK-22).
import type { AuthorizationServer } from "oauth4webapi";
import { isPassingFailure } from "../../database/index.js";
import { backoffDelay } from "../../runtime/backoff.js";
import { keyOfFull } from "../held/held-name.js";
import { foundActive } from "../held/held-room.js";
import type { CallFailure, CallOutcome, GrantedTokens } from "../provider/index.js";
import type { Lease } from "./begin-refresh.js";
import { saveDead, saveFailure, saveGranted } from "./end-refresh.js";
import { followNone, type RefreshRoom } from "./refresh-room.js";

/** What one step of a refresh led to: an end, or a wait of so many milliseconds. */
export type Step = { readonly settled: true } | { readonly settled: false; readonly wait: number; readonly reason: string };

export const settled: Step = { settled: true };
const takenOverWait = 500;
const misconfiguredWait = 60_000;
const tooLate = { kind: "passing", reason: "The database took too long to give the lease.", unanswered: false } as const;
/** Milliseconds that a commit is tried again for while the process is stopping. */
const lastPatience = 5000;

export interface CallParts {
  readonly server: AuthorizationServer;
  /** Before the lease was asked for: it is to outlive the call, however long the database took to give it. */
  readonly started: number;
  /** The process is stopping. */
  readonly ending: AbortSignal;
}

export class RefreshCall {
  readonly #room: RefreshRoom;
  readonly #lease: Lease;
  readonly #parts: CallParts;

  constructor(room: RefreshRoom, lease: Lease, parts: CallParts) {
    this.#room = room;
    this.#lease = lease;
    this.#parts = parts;
  }

  /** Tells the breaker how it went, in any case. */
  async run(): Promise<Step> {
    const { name, refreshToken } = this.#lease;
    try {
      const outcome = await this.#ask();
      this.#room.book.report(name.provider, outcome.kind === "done" ? undefined : outcome);
      if (outcome.kind === "done") return await this.#keep(outcome.value);
      if (outcome.kind === "dead") return await this.#end(outcome.reason);
      return await this.#fail(outcome);
    } finally {
      refreshToken.destroy();
    }
  }

  async #ask(): Promise<CallOutcome<GrantedTokens>> {
    const { held, policy, book } = this.#room;
    const { name, refreshToken } = this.#lease;
    const { server, started } = this.#parts;
    const spent = held.clock.monotonic() - started;
    const deadline = Math.min(policy.callDeadline, policy.callDeadline + policy.leaseReserve / 2 - spent);
    const client = book.get(name.provider)?.client;
    return client === undefined || deadline <= 0 ? tooLate : client.refresh(server, refreshToken, deadline);
  }

  async #keep(granted: GrantedTokens): Promise<Step> {
    const { held } = this.#room;
    const { name, generation } = this.#lease;
    const begin = held.cache.begin();
    const { written, row } = await this.#commit(() => saveGranted(this.#room, this.#lease, granted));
    if (!written || row === undefined) return this.#behind(row?.generation);
    const key = keyOfFull(name);
    held.cache.changed(key, row.generation);
    // A commit that was found to have arrived may have been followed by others: then it is read.
    if (row.generation === generation + 1 && row.status === "active")
      held.cache.keep(key, foundActive(held, key, row, granted.accessToken), begin);
    return settled;
  }

  async #end(said: string): Promise<Step> {
    const { written, row } = await this.#commit(() => saveDead(this.#room, this.#lease, said));
    if (!written || row === undefined) return this.#behind(row?.generation);
    followNone(this.#room, this.#lease.name, row);
    return settled;
  }

  async #fail(failure: Exclude<CallFailure, { readonly kind: "dead" }>): Promise<Step> {
    const { policy, held } = this.#room;
    const backoff = backoffDelay(this.#lease.failures + 1, { first: policy.firstWait, most: policy.mostWait }, held.clock);
    const asked = failure.kind === "misconfigured" ? misconfiguredWait : Math.min(failure.retryAfter ?? 0, policy.mostWait);
    const wait = Math.max(asked, backoff);
    // A lease that is left behind would count as a call that disappeared.
    await this.#commit(() => saveFailure(this.#room, this.#lease, failure, wait));
    return { settled: false, wait, reason: failure.reason };
  }

  /** Somebody else wrote, or took the lease over because this process was away for too long: theirs decides. */
  #behind(now: number | undefined): Step {
    if (now === this.#lease.generation)
      return { settled: false, wait: takenOverWait, reason: "Another process has taken the refresh over." };
    if (now !== undefined) this.#room.held.cache.changed(keyOfFull(this.#lease.name), now);
    return settled;
  }

  /** Tried again while the database is away: what the provider gave exists nowhere else. */
  async #commit<T>(write: () => Promise<T>): Promise<T> {
    const { held, policy } = this.#room;
    const { clock, log } = held;
    const begun = clock.monotonic();
    for (let turn = 1; ; turn += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- tried until the database is back
        return await write();
      } catch (error) {
        const patience = this.#parts.ending.aborted ? lastPatience : policy.leaseReserve;
        if (!isPassingFailure(error) || clock.monotonic() - begun >= patience) throw error;
        log.warn("What a provider answered is not written yet; the database does not answer.", {
          provider: this.#lease.name.provider,
        });
        // oxlint-disable-next-line no-await-in-loop -- the wait between two tries
        await clock.pause(backoffDelay(turn, { first: 100, most: 2000 }, clock));
      }
    }
  }
}
