// How long to wait before the next try: exponential with full jitter, as in "Exponential Backoff And Jitter" (AWS, 2015).
import type { Clock } from "./clock.js";

export interface BackoffOptions {
  /** Milliseconds before the second try. */
  readonly first: number;
  /** Milliseconds at the most. */
  readonly most: number;
}

/** Milliseconds to wait after `failures` failures in a row (1 = the first). Never below half of the step. */
export function backoffDelay(failures: number, { first, most }: BackoffOptions, clock: Pick<Clock, "random">): number {
  const step = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
  return step / 2 + (step / 2) * clock.random();
}
