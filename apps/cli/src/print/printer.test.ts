// Every failure says what happened, why it matters and what to do, with the exit code of its kind.
import { PassThrough, Readable } from "node:stream";
import { HoldfastProblem } from "@holdfast/client";
import { errorCodes, errorKinds, HoldfastError } from "@holdfast/contract";
import { systemClock } from "holdfast";
import { expect, it } from "vitest";
import { Printer, type PrinterOptions } from "./printer.js";

interface Screen extends PrinterOptions {
  readonly isTTY?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

function failing(error: unknown, { json, debug, isTTY = false, environment = {} }: Screen): { exitCode: number; said: string } {
  const stream = () => Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY });
  const errors = stream();
  const terminal = { input: Readable.from([]), output: stream(), errors, environment, workingDirectory: "/", clock: systemClock };
  const exitCode = new Printer(terminal, { json, debug }).fail(error);
  return { exitCode, said: String(errors.read()) };
}

const people = { json: false, debug: false } as const;
const busy = new HoldfastError("overloaded", {
  what: "Too busy.",
  why: "Others come first.",
  action: "Try again.",
  fields: [{ path: "port", problem: "taken" }],
});

it("[DX-06] says what happened, why it matters and what to do, without a stack", () => {
  expect(failing(busy, people)).toEqual({
    exitCode: 75,
    said: "✗ Too busy.\n  Others come first.\n  port: taken\n  Try again.\n",
  });
});

it("[DX-06] prints a problem document for programs", () => {
  const { said } = failing(busy, { json: true, debug: false });
  expect(JSON.parse(said)).toMatchObject({
    code: "overloaded",
    detail: "Too busy.",
    why: "Others come first.",
    action: "Try again.",
    status: 503,
  });
});

it.each(errorCodes.map((code) => [code]))(
  "[DX-06] ends with the exit code of %s, from the library and from the server",
  (code) => {
    const expected = errorKinds[code].exit;
    const answer = new HoldfastProblem({ code, status: 500, detail: "It failed.", action: "Wait." });
    expect(failing(new HoldfastError(code, { what: "It failed.", action: "Wait." }), people).exitCode).toBe(expected);
    expect(failing(answer, people)).toEqual({ exitCode: expected, said: "✗ It failed.\n  Wait.\n" });
  },
);

it("[DX-06] shows the stack of a surprise and of its cause with --debug alone", () => {
  const surprise = new Error("Oh.", { cause: new Error("Deeper.") });
  expect(failing(surprise, people)).toMatchObject({ exitCode: 70, said: expect.not.stringContaining("    at ") as unknown });
  expect(failing(surprise, { json: false, debug: true }).said).toMatch(/Oh\.[\s\S]+ {4}at [\s\S]+Caused by: Error: Deeper\./);
});

it("[DX-06] uses colours on a terminal only, and not against the wish of its user", () => {
  expect(failing(busy, { ...people, isTTY: true }).said).toContain("\u001b[31m✗\u001b[39m");
  expect(failing(busy, { ...people, isTTY: true, environment: { NO_COLOR: "1" } }).said).not.toContain("\u001b");
  expect(failing(busy, people).said).not.toContain("\u001b");
});
