// Shows progress from the moment at which work first tells of any, and ends the line in whatever way the work ends.
import type { Progress } from "./progress.js";
import type { Printer } from "./printer.js";

interface Track {
  show(done: number, total?: number): void;
  during<T>(work: () => Promise<T>): Promise<T>;
}

export function trackProgress(printer: Pick<Printer, "progress">, label: string): Track {
  let progress: Progress | undefined;
  return {
    show: (done, total) => {
      progress ??= printer.progress(label, total);
      progress.update(done);
    },
    during: async (work) => {
      try {
        return await work();
      } finally {
        progress?.finish();
      }
    },
  };
}
