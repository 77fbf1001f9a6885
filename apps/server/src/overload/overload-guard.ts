// Turns new work away early when there is more than this process can do, so that what was accepted is finished (LI-02).
import { HoldfastError } from "@holdfast/contract";
import type { Logger } from "pino";
import { EventLoopProbe, type LoopProbe } from "./event-loop-probe.js";

export interface OverloadLimits {
  /** Requests that may be under way at a time; 0 for any number. */
  readonly requestsUnderWay: number;
  /** Milliseconds that the event loop may usually be late; 0 for any. */
  readonly loopDelayMs: number;
}

export const defaultOverloadLimits: OverloadLimits = { requestsUnderWay: 2000, loopDelayMs: 400 };

export type ShedReason = "under_way" | "loop_delay";

export interface OverloadStatus {
  readonly underWay: number;
  readonly loopDelayMs: number;
  readonly shed: Readonly<Record<ShedReason, number>>;
}

const overloaded = (reason: ShedReason, retryAfterSeconds: number): HoldfastError =>
  new HoldfastError("overloaded", {
    what:
      reason === "under_way"
        ? "Too many requests are under way."
        : "This process is busier than it can be and still answer soon.",
    why: "Nothing was done. What was accepted before is being finished.",
    action: `Try again in ${retryAfterSeconds} seconds.`,
    retryAfterSeconds,
  });

/** Refusals are made once: under overload there is no time to make them. Each names another time, so that not all return at once. */
const refusals = (reason: ShedReason): readonly HoldfastError[] => [1, 2, 3].map((seconds) => overloaded(reason, seconds));

/** Watched at the entrance: `refuse`, and for what is let in `enter` and `leave`. */
export class OverloadGuard {
  readonly #limits: OverloadLimits;
  readonly #probe: LoopProbe;
  readonly #log: Pick<Logger, "warn" | "info">;
  readonly #refusals = { under_way: refusals("under_way"), loop_delay: refusals("loop_delay") };
  readonly #shed = { under_way: 0, loop_delay: 0 };
  #underWay = 0;
  #isShedding = false;

  constructor(limits: OverloadLimits, log: Pick<Logger, "warn" | "info">, probe: LoopProbe = new EventLoopProbe()) {
    this.#limits = limits;
    this.#log = log;
    this.#probe = probe;
  }

  /** Why new work is not taken just now, by `performance.now()`; undefined when it is. Counts nothing. */
  overload(now = performance.now()): ShedReason | undefined {
    const { requestsUnderWay, loopDelayMs } = this.#limits;
    if (requestsUnderWay > 0 && this.#underWay >= requestsUnderWay) return this.#tell("under_way");
    if (loopDelayMs > 0 && this.#probe.delay(now) > loopDelayMs) return this.#tell("loop_delay");
    return this.#tell(undefined);
  }

  /** The refusal to answer with. */
  refuse(reason: ShedReason): HoldfastError {
    const choice = this.#refusals[reason];
    const refusal = choice[this.#shed[reason] % choice.length] ?? overloaded(reason, 1);
    this.#shed[reason] += 1;
    return refusal;
  }

  enter(): void {
    this.#underWay += 1;
  }

  leave(): void {
    this.#underWay -= 1;
  }

  status(): OverloadStatus {
    return { underWay: this.#underWay, loopDelayMs: this.#probe.delay(performance.now()), shed: { ...this.#shed } };
  }

  stop(): void {
    this.#probe.stop();
  }

  /** One line when it begins and one when it ends, not one per refusal. */
  #tell(reason: ShedReason | undefined): ShedReason | undefined {
    const isShedding = reason !== undefined;
    if (isShedding === this.#isShedding) return reason;
    this.#isShedding = isShedding;
    if (isShedding) this.#log.warn({ reason, ...this.status() }, "overloaded: new requests are turned away");
    else this.#log.info(this.status(), "no longer overloaded");
    return reason;
  }
}
