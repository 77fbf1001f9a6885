// The log is short lines for people and JSON for machines, and a request that went well is no news at a terminal.
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { loadOptions, systemClock } from "holdfast";
import { expect, it } from "vitest";
import { createCommandLog } from "./server-log.js";

function writeLines(flags: Readonly<Record<string, unknown>>, isTTY: boolean): PassThrough {
  const errors = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY });
  const terminal = {
    input: Readable.from([]),
    output: new PassThrough(),
    errors,
    environment: { NO_COLOR: "1" },
    workingDirectory: "/",
    clock: systemClock,
  };
  const log = createCommandLog(loadOptions({ flags, environment: {}, workingDirectory: "/nowhere" }).options, terminal);
  log.info({ status: 200 }, "request");
  log.info({ status: 500 }, "request");
  log.warn({ reason: "cut\noff" }, "The connection was lost.");
  log.debug("Details.");
  return errors;
}

const written = (flags: Readonly<Record<string, unknown>>): string => String(writeLines(flags, true).read() ?? "");

/** Lines for machines are gathered for a moment. */
async function gatheredLines(flags: Readonly<Record<string, unknown>>, isTTY: boolean): Promise<readonly string[]> {
  const errors = writeLines(flags, isTTY);
  await once(errors, "readable");
  return String(errors.read()).trimEnd().split("\n");
}

it("[OP-03] writes short lines on a terminal, without control characters", () => {
  const lines = written({}).trimEnd().split("\n");
  expect(lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ""))).toEqual([
    "request status=500",
    "The connection was lost. reason=cut off",
  ]);
});

it("[OP-03] writes JSON elsewhere or when asked to, at the level that was asked for", async () => {
  const lines = await gatheredLines({}, false);
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    "request",
    "request",
    "The connection was lost.",
  ]);
  expect(await gatheredLines({ logFormat: "json", logLevel: "warn" }, true)).toHaveLength(1);
  expect(written({ logLevel: "silent" })).toBe("");
});
