// Waits for the wish to stop: Ctrl-C, SIGTERM, or the end of a terminal.
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
export type StopSignal = (typeof signals)[number];

/** Resolves with the first signal; `onSecond` is called with any that comes after it. */
export function waitForSignal(onSecond: (signal: StopSignal) => void): Promise<StopSignal> {
  return new Promise((resolve) => {
    let isStopping = false;
    const take = (signal: StopSignal): void => {
      if (isStopping) return onSecond(signal);
      isStopping = true;
      resolve(signal);
    };
    for (const signal of signals) process.on(signal, () => take(signal));
  });
}
