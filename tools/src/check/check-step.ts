// One thing that `npm run check` looks at.
import { runCommand } from "../workspace/run-command.js";

export interface CheckStep {
  /** How it is named on the command line. */
  readonly name: string;
  /** What it makes sure of, for `--help`. */
  readonly purpose: string;
  /** Nothing when all is well; otherwise what is wrong, as people shall read it. */
  readonly run: () => Promise<string | undefined>;
}

/** A step that is another program: what it printed is what is wrong when it fails. */
export async function faultOfCommand(command: string, ...parameters: readonly string[]): Promise<string | undefined> {
  const { ok, output } = await runCommand(command, parameters);
  if (ok) return undefined;
  return output === "" ? `${[command, ...parameters].join(" ")} failed without a word.` : output;
}

/** Several looks at one thing: everything that any of them found. */
export async function faultOfAll(looks: readonly Promise<string | undefined>[]): Promise<string | undefined> {
  const faults = (await Promise.all(looks)).filter((fault) => fault !== undefined);
  return faults.length === 0 ? undefined : faults.join("\n\n");
}
