// Runs one command line from its words to its exit code; every failure ends here.
import { CommanderError } from "commander";
import type { CommandLine } from "./command.js";
import { Printer } from "./print/printer.js";
import { createProgram } from "./program.js";
import type { Terminal } from "./terminal.js";

const usageExit = 64;
/** What commander throws after it has printed help or the version. */
const answered = new Set(["commander.helpDisplayed", "commander.version"]);

/** `--version` names the program's version only when it stands alone: to some commands it is the version of a group. */
const spelled = (words: readonly string[]): string[] => (words[0] === "--version" ? ["-V"] : [...words]);

/** The words after the program's name. Never throws; answers the exit code. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const line: CommandLine & { exitCode: number } = { terminal, exitCode: 0 };
  try {
    await createProgram(line).parseAsync(spelled(words), { from: "user" });
    return line.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && answered.has(error.code)) return 0;
    // A command that only groups others prints its help when it is called alone.
    if (error instanceof CommanderError && error.code === "commander.help") return usageExit;
    return new Printer(terminal, { json: words.includes("--json"), debug: words.includes("--debug") }).fail(error);
  }
}
