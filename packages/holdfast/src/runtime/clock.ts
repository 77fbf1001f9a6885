// Time, chance and identity, injected so that tests decide them: nobody else in the library reads the clock or the dice.
import { randomUUID } from "node:crypto";

export interface Clock {
  /** Wall-clock milliseconds since 1970. Can jump; use `monotonic` for durations. */
  now(): number;
  /** Wall-clock time as ISO 8601 in UTC with microseconds, as PostgreSQL keeps it. */
  timestamp(): string;
  /** Milliseconds that never go backwards, for durations and deadlines. */
  monotonic(): number;
  /** A random UUID. */
  uuid(): string;
  /** A number in [0, 1), for jitter only. Secrets come from node:crypto. */
  random(): number;
  /** Resolves after `milliseconds`, or at once when the signal aborts. */
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Of the last second that was asked for: most questions fall into the same one, and a Date costs ten times the rest. */
const lastSecond = { second: Number.NaN, text: "" };

/** ISO 8601 in UTC with microseconds, as PostgreSQL keeps it. */
export function isoMicroseconds(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== lastSecond.second) {
    lastSecond.second = second;
    lastSecond.text = new Date(second * 1000).toISOString().slice(0, -4);
  }
  const micros = Math.floor((milliseconds - second * 1000) * 1000);
  return `${lastSecond.text}${String(1_000_000 + micros).slice(1)}Z`;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener("abort", finish, { once: true });
  });
}

export const systemClock: Clock = {
  now: () => Date.now(),
  timestamp: () => {
    // The high-resolution clock drifts from the wall clock over days, so it only adds the microseconds.
    const wall = Date.now();
    const fine = performance.timeOrigin + performance.now();
    return isoMicroseconds(Math.abs(fine - wall) < 1 ? Math.max(fine, wall) : wall);
  },
  monotonic: () => performance.now(),
  uuid: () => randomUUID(),
  random: () => Math.random(),
  pause,
};
