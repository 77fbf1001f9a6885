// Time, chance and ids as the client uses them, so that tests decide when a pause ends.

export interface Timing {
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
  uuid(): string;
}

/** A random UUID (version 4), also where `crypto.randomUUID` is missing because the page is not served over TLS. */
function randomUuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const systemTiming: Timing = {
  pause: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal?.addEventListener("abort", finish);
    }),
  random: () => Math.random(),
  uuid: randomUuid,
};

/** How long to wait before attempt `attempt` (from 1): 0.25 s doubling to 15 s, with jitter down to half. */
export function retryDelay(attempt: number, timing: Timing): number {
  const full = Math.min(15_000, 250 * 2 ** Math.min(attempt - 1, 10));
  return full * (0.5 + timing.random() / 2);
}
