// The real clock, put forward by a test: tokens expire at once, while calls, leases and pauses last as long as they do.
import { type Clock, systemClock } from "../runtime/clock.js";

export interface ShiftedClock extends Clock {
  /** Milliseconds, added to what was put forward before. */
  forward(milliseconds: number): void;
}

export function createShiftedClock(): ShiftedClock {
  let shift = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + shift,
    monotonic: () => systemClock.monotonic() + shift,
    timestamp: () => `${new Date(systemClock.now() + shift).toISOString().slice(0, -1)}000Z`,
    forward: (milliseconds) => void (shift += milliseconds),
  };
}
