// A browser is opened where there is a person and a desktop, and its absence is no failure.
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { openBrowser } from "./open-browser.js";

const output = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });

it("[DX-01] opens nothing for a program", () => {
  expect(openBrowser("http://127.0.0.1:4280", { output: output(false), environment: { DISPLAY: ":0" } })).toBe(false);
});

it("[DX-01] opens nothing without a desktop", () => {
  expect(openBrowser("http://127.0.0.1:4280", { output: output(true), environment: {} }, "linux")).toBe(false);
});
