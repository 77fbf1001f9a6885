// Starts another program of the workspace and keeps what it said, so that a step can be quiet until it fails.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "./root.js";

export interface CommandResult {
  readonly ok: boolean;
  /** Standard output and error, in the order of their arrival. */
  readonly output: string;
}

/** The environment of a child: the programs of node_modules/.bin come first, colours stay off. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...environment } = process.env;
  return { ...environment, PATH: `${join(root, "node_modules/.bin")}${delimiter}${environment["PATH"] ?? ""}`, NO_COLOR: "1" };
}

/** Runs to its end. A program that cannot be started is a failure with a sentence, not an exception. */
export function runCommand(command: string, parameters: readonly string[], cwd: string = root): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { cwd, env: childEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
    const parts: string[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part.toString()));
    child.stderr.on("data", (part: Buffer) => parts.push(part.toString()));
    child.on("error", (error) => resolve({ ok: false, output: `${command} could not be started: ${error.message}` }));
    child.on("close", (code) => resolve({ ok: code === 0, output: parts.join("").trimEnd() }));
  });
}
