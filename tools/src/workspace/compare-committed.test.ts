// A generated file that is out of date is reported with what changed and with the command that mends it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { compareCommitted, writeCommitted } from "./compare-committed.js";

let top: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "holdfast-compare-"));
});

afterEach(() => rmSync(top, { recursive: true }));

const committed = () => ({ path: join(top, "inner/a.txt"), name: "a.txt", remedy: "make a" });

it("is content when the committed file says the same", () => {
  writeCommitted(committed().path, "one\n");
  expect(compareCommitted(committed(), "one\n")).toBeUndefined();
});

it("shows what went and what came, and how to write it again", () => {
  writeCommitted(committed().path, "one\ntwo\n");
  expect(compareCommitted(committed(), "one\nthree\n")).toBe(
    "a.txt no longer describes what it should:\n- two\n+ three\nIf the change is meant, write it with: make a",
  );
});

it("says so when only the order changed", () => {
  writeCommitted(committed().path, "one\ntwo\n");
  expect(compareCommitted(committed(), "two\none\n")).toContain("in another order");
});

it("says so when there is no committed file", () => {
  expect(compareCommitted(committed(), "one\n")).toBe("a.txt is missing. Write it with: make a");
});
