// Long work as lines: progress while it runs, what came of it as the last line.

interface Work<Progress, Result> {
  /** Ends the work early, like the reader's going away. */
  readonly signal?: AbortSignal | undefined;
  readonly run: (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<Result>;
  readonly progressLine: (progress: Progress) => string;
  readonly lastLine: (result: Result) => string;
}

/** Progress that nobody has read yet is replaced by newer progress: a slow reader slows nothing down. */
export async function* progressLines<Progress extends object, Result>(work: Work<Progress, Result>): AsyncGenerator<string> {
  let latest: Progress | undefined;
  let wake: () => void = () => undefined;
  const leaving = new AbortController();
  const signal = work.signal === undefined ? leaving.signal : AbortSignal.any([work.signal, leaving.signal]);
  const onProgress = (progress: Progress): void => {
    latest = progress;
    wake();
  };
  const result = work.run(onProgress, signal);
  const isDone = result.then(
    () => true,
    () => true,
  );
  try {
    for (;;) {
      const news = new Promise<boolean>((resolve) => (wake = () => resolve(false)));
      if (latest === undefined && (await Promise.race([isDone, news]))) break;
      if (latest !== undefined) yield `${work.progressLine(latest as Progress)}\n`;
      latest = undefined;
    }
    yield `${work.lastLine(await result)}\n`;
  } finally {
    leaving.abort();
  }
}
