// How late the event loop is, looked at now and then, so that one long pause alone says nothing.
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";

export interface LoopProbe {
  /** Milliseconds that the loop is usually late just now, by `performance.now()`. */
  delay(now: number): number;
  stop(): void;
}

const RESOLUTION_MS = 10;
const WINDOW_MS = 100;
const NANOSECONDS = 1e6;

/** The mean delay of the last window; of two windows in a row the smaller, since a pause of the garbage collector fills only one. */
export class EventLoopProbe implements LoopProbe {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #windowEnd = performance.now() + WINDOW_MS;
  // Totals at the end of the last window. The histogram is not reset for each: it would miss the first delay after that.
  #count = 0;
  #sum = 0;
  #last = 0;
  #delay = 0;

  constructor() {
    this.#histogram.enable();
  }

  delay(now: number): number {
    if (now < this.#windowEnd) return this.#delay;
    const latest = this.#meanOfWindow();
    this.#delay = Math.min(this.#last, latest);
    this.#last = latest;
    this.#windowEnd = now + WINDOW_MS;
    return this.#delay;
  }

  #meanOfWindow(): number {
    const { count, mean } = this.#histogram;
    if (count === this.#count) return this.#last;
    const sum = count * mean;
    const between = (sum - this.#sum) / (count - this.#count) / NANOSECONDS;
    this.#count = count;
    this.#sum = sum;
    return Math.max(0, between - RESOLUTION_MS);
  }

  stop(): void {
    this.#histogram.disable();
  }
}
