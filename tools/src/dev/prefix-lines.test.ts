// Output of several programs stays readable: whole lines, each with its sender.
import { expect, it } from "vitest";
import { prefixLines } from "./prefix-lines.js";

it("joins pieces to whole lines and leaves out empty ones", () => {
  const lines: string[] = [];
  const take = prefixLines("server", (line) => lines.push(line));
  for (const piece of ["list", "ening\n\n", "ready\r\nhalf"]) take(piece);
  expect(lines).toEqual(["server  │ listening", "server  │ ready"]);
});
