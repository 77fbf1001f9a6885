// Reads what `tsc -b --verbose` says: which projects it compiled, and the errors without the narration around them.

export interface CompilerOutput {
  /** Folders of the projects that were compiled, in order. */
  readonly compiled: readonly string[];
  /** Everything that is not narration. */
  readonly errors: string;
}

const narration = /^\d{1,2}:\d\d:\d\d( [AP]M)? - |^\s+\* \S+\.json\s*$/;
const building = / - Building project '(.+)\/tsconfig\.json'\.\.\.$/;

export function readCompilerOutput(output: string): CompilerOutput {
  const lines = output.split("\n");
  return {
    compiled: lines.flatMap((line) => building.exec(line)?.[1] ?? []),
    errors: lines.filter((line) => line.trim() !== "" && !narration.test(line)).join("\n"),
  };
}
