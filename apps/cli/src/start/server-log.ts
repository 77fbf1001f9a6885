// Where the server's log goes: JSON lines for machines, short lines for people, on standard error either way.
import { createServerLog, gathered } from "@holdfast/server";
import type { Options } from "holdfast";
import { coloursFor } from "../print/colour.js";
import { printable } from "../print/printable.js";
import type { Terminal } from "../terminal.js";

export type ServerLog = ReturnType<typeof createServerLog>;

interface Line {
  readonly level: number;
  readonly time: string;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

const warnLevel = 40;
const errorLevel = 50;
const withoutFacts = new Set(["level", "time", "msg"]);

/** On a terminal a request that went well is not worth a line. */
const isRoutine = ({ msg, level, status }: Line): boolean =>
  msg === "request" && level < warnLevel && typeof status === "number" && status < 400;

export function createCommandLog({ logLevel, logFormat }: Options, { errors, environment }: Terminal): ServerLog {
  const format = logFormat ?? (errors.isTTY === true ? "text" : "json");
  if (format === "json") return createServerLog({ level: logLevel, destination: gathered((lines) => void errors.write(lines)) });
  const { dim, yellow, red } = coloursFor(errors, environment);
  const write = (text: string): void => {
    const line = JSON.parse(text) as Line;
    if (isRoutine(line) && logLevel !== "debug") return;
    const facts = Object.entries(line).filter(([name]) => !withoutFacts.has(name));
    const words = facts.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`).join(" ");
    const message = line.level >= errorLevel ? red(line.msg) : line.level >= warnLevel ? yellow(line.msg) : line.msg;
    errors.write(`${dim(line.time.slice(11, 19))} ${message}${words === "" ? "" : ` ${dim(printable(words))}`}\n`);
  };
  return createServerLog({ level: logLevel, destination: { write } });
}
