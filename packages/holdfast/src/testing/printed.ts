// Where logs that tests keep in memory are copied to, so that a run can search everything that was printed for secrets (SC-05).

interface PrintedHook {
  copy: (text: string) => void;
}

const key = Symbol.for("holdfast printed");
const shelf = globalThis as { [key]?: PrintedHook };

/** Set `copy` to be told of every line; until then nothing is done. One for the whole process, however often this file is loaded. */
export const printedHook: PrintedHook = (shelf[key] ??= { copy: () => undefined });
