// The snapshot shows what an importer can reach, no more and no less.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findDoors } from "./door.js";
import { snapshotDoor } from "./snapshot.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-api-"));
  mkdirSync(join(folder, "dist/inner"), { recursive: true });
  const files: Readonly<Record<string, string>> = {
    "package.json": JSON.stringify({
      name: "sample",
      exports: {
        ".": { types: "./dist/index.d.ts" },
        "./second": { types: "./dist/second.d.ts" },
        "./package.json": "./package.json",
      },
    }),
    "dist/index.d.ts": 'export { a } from "./inner/a.js";\n//# sourceMappingURL=index.d.ts.map',
    "dist/inner/a.d.ts":
      'import type { B } from "./b.js";\nexport declare const a: B;\nexport declare const c: import("./c.js").C;',
    "dist/inner/b.d.ts": "export interface B {\n  readonly b: string;\n}",
    "dist/inner/c.d.ts": "export interface C {\n  readonly c: string;\n}",
    "dist/inner/hidden.d.ts": "export declare const hidden: 1;",
    "dist/second.d.ts": "export declare const second: 2;",
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
});

afterEach(() => rmSync(folder, { recursive: true }));

it("finds every door that has declarations", () => {
  expect(findDoors(folder).map(({ specifier }) => specifier)).toEqual(["sample", "sample/second"]);
});

it("follows the door to what it leads to, and leaves out what cannot be reached", () => {
  const text = snapshotDoor(findDoors(folder)[0]!);
  expect(text.match(/---- .*/g)).toEqual(["---- index", "---- inner/a", "---- inner/b", "---- inner/c"]);
  expect(text).not.toContain("sourceMappingURL");
});

it("asks for a build when there is none", () => {
  rmSync(join(folder, "dist"), { recursive: true });
  expect(() => snapshotDoor(findDoors(folder)[0]!)).toThrow("npm run build");
});
