// Lets long work end between two batches when somebody presses Ctrl-C; a second time ends the process at once.
const signals = ["SIGINT", "SIGTERM"] as const;

export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const forget = (): void => {
    for (const signal of signals) process.off(signal, end);
  };
  const end = (): void => {
    forget();
    ending.abort();
  };
  for (const signal of signals) process.on(signal, end);
  try {
    return await work(ending.signal);
  } finally {
    forget();
  }
}
