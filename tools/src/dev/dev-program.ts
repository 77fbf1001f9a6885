// A program that runs for as long as somebody develops.
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { root } from "../workspace/root.js";
import { prefixLines } from "./prefix-lines.js";

export interface DevProgram {
  readonly name: string;
  readonly command: string;
  readonly parameters: readonly string[];
  /** Folder from the repository. */
  readonly folder?: string;
}

/** Starts it with its output in this terminal. Programs of node_modules/.bin are found by name. */
export function startProgram({ name, command, parameters, folder = "." }: DevProgram): ChildProcess {
  const path = `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`;
  const child = spawn(command, parameters, {
    cwd: join(root, folder),
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const take = prefixLines(name, (line) => console.log(line));
  child.stdout.on("data", (piece: Buffer) => take(piece.toString()));
  child.stderr.on("data", (piece: Buffer) => take(piece.toString()));
  child.on("error", (error) => take(`could not be started: ${error.message}\n`));
  return child;
}
