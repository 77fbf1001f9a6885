// In each process of tests: copies what it prints, what its servers log, and what programs that it starts print, for the search at the end.
import childProcess, { type ChildProcess } from "node:child_process";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { printedVariable } from "./printed-variable.js";

const directory = process.env[printedVariable];

type Write = typeof process.stdout.write;
type Push = Readable["push"];

/** What a command was asked to show is its answer and no log. */
const isServer = (words: readonly string[]): boolean => words.includes("serve");

function copyTo(file: string): (text: unknown) => void {
  return (text) => {
    if (typeof text === "string" || text instanceof Uint8Array) appendFileSync(file, text, { mode: 0o600 });
  };
}

function teeStream(stream: NodeJS.WriteStream, copy: (text: unknown) => void): void {
  const write = stream.write.bind(stream) as (...words: unknown[]) => boolean;
  stream.write = ((...words: unknown[]) => {
    copy(words[0]);
    return write(...words);
  }) as Write;
}

/** Looks at each piece as it arrives, and changes nothing for whoever reads it. */
function teeReadable(stream: Readable | null, copy: (text: unknown) => void): void {
  if (stream === null) return;
  const push = stream.push.bind(stream);
  stream.push = ((...words: Parameters<Push>) => {
    copy(words[0]);
    return push(...words);
  }) as Push;
}

function teeChildren(name: "spawn" | "fork", copy: (text: unknown) => void): void {
  const start = childProcess[name] as (...words: unknown[]) => ChildProcess;
  const teed = (...words: unknown[]): ChildProcess => {
    const child = start(...words);
    teeReadable(child.stderr, copy);
    if (name === "fork" || (Array.isArray(words[1]) && isServer(words[1] as string[]))) teeReadable(child.stdout, copy);
    return child;
  };
  Object.assign(childProcess, { [name]: teed });
}

if (directory !== undefined) {
  const copy = copyTo(join(directory, `${process.pid}.log`));
  teeStream(process.stdout, copy);
  teeStream(process.stderr, copy);
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    const say = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      copy(`${words.map(String).join(" ")}\n`);
      say(...words);
    };
  }
  // As `printedHook` of holdfast/testing finds it, without loading all of that for each file.
  Object.assign(globalThis, { [Symbol.for("holdfast printed")]: { copy } });
  teeChildren("spawn", copy);
  teeChildren("fork", copy);
  syncBuiltinESMExports();
}
