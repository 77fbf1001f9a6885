// A clock that stands still until the test moves it: no test waits for real time to pass.
import type { Clock } from "../runtime/clock.js";

export interface TestClock extends Clock {
  /** Moves both times on, resolving each pause at its own moment, in order. What a pause lets happen may pause again. */
  advance(milliseconds: number): Promise<void>;
  /** Moves the wall clock alone, as an administrator or NTP would. */
  jump(milliseconds: number): void;
  /** How many pauses wait. */
  readonly pauses: number;
  /** Resolves when at least `count` pauses wait: the code under test has come to rest. */
  untilPaused(count?: number): Promise<void>;
}

interface Pause {
  readonly at: number;
  readonly finish: () => void;
}

interface TestClockOptions {
  /** Wall-clock milliseconds at the start. */
  readonly start?: number;
  /** What `random` answers, over and over. */
  readonly random?: readonly number[];
}

export function createTestClock({ start = Date.UTC(2026, 0, 1), random = [0.5] }: TestClockOptions = {}): TestClock {
  let wall = start;
  let elapsed = 0;
  let ids = 0;
  let draws = 0;
  const pauses = new Set<Pause>();
  const watchers = new Set<() => void>();

  function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const finish = (): void => {
        pauses.delete(entry);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const entry: Pause = { at: elapsed + milliseconds, finish };
      pauses.add(entry);
      signal?.addEventListener("abort", finish, { once: true });
      for (const watcher of [...watchers]) watcher();
    });
  }

  function moveTo(moment: number): void {
    wall += moment - elapsed;
    elapsed = moment;
  }

  async function advance(milliseconds: number): Promise<void> {
    const end = elapsed + milliseconds;
    await settle();
    for (let next = earliest(pauses, end); next !== undefined; next = earliest(pauses, end)) {
      moveTo(Math.max(next.at, elapsed));
      next.finish();
      await settle();
    }
    moveTo(end);
  }

  return {
    now: () => wall,
    timestamp: () => `${new Date(Math.floor(wall)).toISOString().slice(0, -1)}000Z`,
    monotonic: () => elapsed,
    uuid: () => `00000000-0000-4000-8000-${(++ids).toString(16).padStart(12, "0")}`,
    random: () => random[draws++ % random.length] ?? 0.5,
    pause,
    advance,
    jump: (milliseconds) => {
      wall += milliseconds;
    },
    get pauses() {
      return pauses.size;
    },
    untilPaused: (count = 1) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (pauses.size < count) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
  };
}

function earliest(pauses: ReadonlySet<Pause>, end: number): Pause | undefined {
  const due = [...pauses].filter(({ at }) => at <= end);
  return due.reduce<Pause | undefined>((first, next) => (first === undefined || next.at < first.at ? next : first), undefined);
}

/** Lets everything run that waits for promises only. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
