// Holds callers to their limits (LI-01, SC-06): each request takes from the window of whoever asks, and the answer says what is left.
import { HoldfastError, type UserId } from "@holdfast/contract";
import type { LimitClass, LimitVerdict, RateLimits } from "holdfast";
import type { Exchange } from "../api/exchange.js";
import { accountKey, callerKey } from "./caller-key.js";

export type AccountAttempt = "password" | "mail";

export interface Caller {
  readonly userId: UserId | undefined;
  readonly address: string | undefined;
}

function refusal({ limit, rule, resetMs }: LimitVerdict): HoldfastError {
  const retryAfterSeconds = Math.max(1, Math.ceil(resetMs / 1000));
  const unit = limit === "bulk" ? "records in bulk operations" : "requests of this kind";
  const windowSeconds = Math.ceil(rule.windowMs / 1000);
  return new HoldfastError("rate_limited", {
    what: `More than ${rule.points} ${unit} came within ${windowSeconds} seconds.`,
    why: "Nothing was done.",
    action: `Try again in ${retryAfterSeconds} seconds.`,
    retryAfterSeconds,
    data: { limit, points: rule.points, windowSeconds },
  });
}

export class RequestLimiter {
  readonly #limits: RateLimits | undefined;

  /** Without limits nobody is limited. */
  constructor(limits: RateLimits | undefined) {
    this.#limits = limits;
  }

  /** Undefined when nobody is limited. */
  get limits(): RateLimits | undefined {
    return this.#limits;
  }

  /** Rejects with rate_limited; undefined when nobody is limited. The answer will carry what is left, whatever it is. */
  request(limit: LimitClass, exchange: Exchange, { userId, address }: Caller, points = 1): Promise<void> | undefined {
    return this.#limits?.take(limit, callerKey(userId, address), points).then((verdict) => {
      exchange.limit = verdict;
      if (!verdict.allowed) throw refusal(verdict);
    });
  }

  /** Takes what is known only now that it is done: the next request meets it. */
  async spend(limit: LimitClass, exchange: Exchange, { userId, address }: Caller, points: number): Promise<void> {
    const verdict = await this.#limits?.take(limit, callerKey(userId, address), points);
    if (verdict !== undefined) exchange.limit = verdict;
  }

  /**
   * Of attempts to get into one account, or to have mail sent to it, from wherever they come; each is counted apart, so that nobody
   * keeps people from signing in by asking for mail. Throws rate_limited, for accounts that do not exist too.
   */
  async account(email: string, attempt: AccountAttempt): Promise<void> {
    const verdict = await this.#limits?.take("account", `${attempt}:${accountKey(email)}`);
    if (verdict?.allowed === false) throw refusal(verdict);
  }

  /** Somebody has proved that the account is theirs. */
  async accountProved(email: string): Promise<void> {
    await this.#limits?.forget("account", `password:${accountKey(email)}`);
  }
}
