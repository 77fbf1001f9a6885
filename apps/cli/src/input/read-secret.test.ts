// Secrets are asked for without showing them, and read from standard input as they are.
import { PassThrough, Readable } from "node:stream";
import { expect, it } from "vitest";
import { askSecret, readInput } from "./read-secret.js";

it("[SC-05] asks at a terminal and shows the question only", async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const errors = new PassThrough({ encoding: "utf8" });
  const answer = askSecret("Password", "Use a script.", { input, errors });
  input.write("hunter2\n");
  expect(await answer).toBe("hunter2");
  expect(errors.read()).toBe("Password: \n");
});

it("[SC-05] says what to do when the terminal goes away", async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const answer = askSecret("Password", "Use a script.", { input, errors: new PassThrough() });
  input.end();
  await expect(answer).rejects.toThrow("Nothing was entered. Use a script.");
});

it.each([
  ["secret\n", "secret"],
  ["secret\r\n", "secret"],
  [" se\ncret ", " se\ncret "],
])("[SC-05] takes %j without the line break at its end", async (given, expected) => {
  expect(await readInput({ input: Readable.from([given]) })).toBe(expected);
});

it("[SC-03] refuses more than a secret can be", async () => {
  await expect(readInput({ input: Readable.from([Buffer.alloc(70_000)]) })).rejects.toThrow("longer than 64 KiB");
});
