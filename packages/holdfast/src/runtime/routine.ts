// Something small that is done again and again in the background, and whose failure is only told.
import type { Clock } from "./clock.js";
import type { Log } from "./log.js";

export interface Routine {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface RoutineOptions {
  readonly name: string;
  /** Milliseconds between the end of one round and the start of the next. */
  readonly every: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly work: () => Promise<unknown>;
}

/** The first round begins at once, in the background. */
export function createRoutine({ name, every, clock, log, work }: RoutineOptions): Routine {
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await work().catch((error: unknown) =>
        log.warn("A background routine failed and will be tried again.", { routine: name, reason: String(error) }),
      );
      await clock.pause(every, ending.signal);
    }
  };
  return {
    start: async () => {
      running ??= run();
    },
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
