// A second start is quick because the console is bundled only when something in it changed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { consoleFingerprint, isConsoleBuilt, markConsoleBuilt } from "./console-fingerprint.js";

let top: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "holdfast-build-"));
  mkdirSync(join(top, "apps/console/src"), { recursive: true });
  mkdirSync(join(top, "apps/console/dist"), { recursive: true });
  writeFileSync(join(top, "apps/console/src/main.tsx"), "one");
  writeFileSync(join(top, "apps/console/dist/index.html"), "<html>");
});

afterEach(() => rmSync(top, { recursive: true }));

it("holds what was bundled for current until a source file changes", () => {
  markConsoleBuilt(top, consoleFingerprint(top));
  expect(isConsoleBuilt(top, consoleFingerprint(top))).toBe(true);
  writeFileSync(join(top, "apps/console/src/main.tsx"), "other");
  expect(isConsoleBuilt(top, consoleFingerprint(top))).toBe(false);
});

it("notices a file that was removed", () => {
  markConsoleBuilt(top, consoleFingerprint(top));
  rmSync(join(top, "apps/console/src/main.tsx"));
  expect(isConsoleBuilt(top, consoleFingerprint(top))).toBe(false);
});

it("bundles again when the result is gone", () => {
  markConsoleBuilt(top, consoleFingerprint(top));
  rmSync(join(top, "apps/console/dist/index.html"));
  expect(isConsoleBuilt(top, consoleFingerprint(top))).toBe(false);
});
