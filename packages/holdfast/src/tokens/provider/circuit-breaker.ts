// Stops asking a provider that fails, and lets one call through from time to time to see whether it is back (TK-22).
import { backoffDelay } from "../../runtime/backoff.js";
import type { Clock } from "../../runtime/clock.js";

/** `probe`: the one call that finds out whether the provider is back. */
export type Pass = "call" | "probe";
export type BreakerState = "closed" | "open" | "half-open";

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds that it stays open the first time; twice as long each time the one call fails, up to `most`. */
  readonly first: number;
  readonly most: number;
}

export const breakerDefaults: BreakerOptions = { failures: 5, first: 5000, most: 5 * 60_000 };

export class CircuitBreaker {
  readonly #clock: Pick<Clock, "monotonic" | "random">;
  readonly #options: BreakerOptions;
  #failures = 0;
  #openings = 0;
  #openUntil = Number.NEGATIVE_INFINITY;
  #probing = false;

  constructor(clock: Pick<Clock, "monotonic" | "random">, options: BreakerOptions = breakerDefaults) {
    this.#clock = clock;
    this.#options = options;
  }

  get state(): BreakerState {
    if (this.left > 0) return "open";
    return this.#openings === 0 ? "closed" : "half-open";
  }

  /** Milliseconds until a call may be tried; 0: now. */
  get left(): number {
    return Math.max(0, this.#openUntil - this.#clock.monotonic());
  }

  /**
   * A pass to make a call, or undefined. While it is half open one caller gets one, and no other before that one has reported how it
   * went, or left without calling.
   */
  enter(): Pass | undefined {
    if (this.left > 0) return undefined;
    if (this.#openings === 0) return "call";
    if (this.#probing) return undefined;
    this.#probing = true;
    return "probe";
  }

  /** There was nothing to call for. */
  leave(pass: Pass): void {
    if (pass === "probe") this.#probing = false;
  }

  /** The provider answered, whatever it said. True when this closed the breaker. */
  succeeded(): boolean {
    const closes = this.#openings > 0;
    if (closes) this.#openUntil = Number.NEGATIVE_INFINITY;
    this.#failures = 0;
    this.#openings = 0;
    this.#probing = false;
    return closes;
  }

  /** True when this opened it. */
  failed(): boolean {
    this.#failures += 1;
    const wasProbe = this.#probing;
    this.#probing = false;
    if (!wasProbe && this.#failures < this.#options.failures) return false;
    this.open();
    return true;
  }

  /** Opens at once: more calls would fail the same way. */
  open(): void {
    this.#openings += 1;
    this.#probing = false;
    this.pause(backoffDelay(this.#openings, this.#options, this.#clock));
  }

  /** The provider asked for a rest: it counts as no failure. */
  pause(milliseconds: number): void {
    this.#probing = false;
    this.#openUntil = Math.max(this.#openUntil, this.#clock.monotonic() + Math.min(milliseconds, this.#options.most));
  }
}
