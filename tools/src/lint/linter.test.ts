// The linter's configuration is tested like code: a planted violation must be reported, its neighbour must not.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../workspace/root.js";
import { runCommand } from "../workspace/run-command.js";

const library = "packages/holdfast/src";

/** Path, text, and the rules that must speak. */
const planted: readonly (readonly [path: string, text: string, rules: readonly string[]])[] = [
  [`${library}/tokens/clock.ts`, "export const now = () => Date.now();", ["no-restricted-properties"]],
  [`${library}/tokens/dice.ts`, "export const roll = () => Math.random();", ["no-restricted-properties"]],
  [`${library}/tokens/timer.ts`, "export const later = (f: () => void) => setTimeout(f, 1);", ["no-restricted-globals"]],
  [
    `${library}/tokens/uuid.ts`,
    'import { randomUUID } from "node:crypto";\nexport const id = () => randomUUID();',
    ["no-restricted-imports"],
  ],
  [`${library}/runtime/clock.ts`, "export const now = () => Date.now();", []],
  [`${library}/tokens/clock.test.ts`, "export const now = () => Date.now();", []],
  [
    `${library}/engine/journal/upward.ts`,
    'import { now } from "../../tokens/clock.js";\nexport const moment = now;',
    ["no-restricted-imports"],
  ],
  [`${library}/engine/journal/downward.ts`, 'import { now } from "../../runtime/clock.js";\nexport const moment = now;', []],
  [
    `${library}/tokens/sideways.ts`,
    'import { inner } from "../selections/inner.js";\nexport const a = inner;',
    ["no-restricted-imports"],
  ],
  [`${library}/tokens/door.ts`, 'import { inner } from "../selections/index.js";\nexport const a = inner;', []],
  [`${library}/selections/inner.ts`, "export const inner = 1;", []],
  [`${library}/selections/index.ts`, 'export { inner } from "./inner.js";', []],
  [
    `${library}/database/upward.ts`,
    'import { moment } from "../engine/journal/downward.js";\nexport const a = moment;',
    ["no-restricted-imports"],
  ],
  [`${library}/audit/any.ts`, "export const loose = (value: any) => value;", ["no-explicit-any"]],
  [`${library}/audit/sure.ts`, "export const sure = (value?: string) => value!.length;", ["no-non-null-assertion"]],
  [`${library}/audit/sure.test.ts`, "export const sure = (value?: string) => value!.length;", []],
  [`${library}/audit/default.ts`, "const a = 1;\nexport default a;", ["no-default-export"]],
  [
    `${library}/audit/floating.ts`,
    "const work = async () => 1;\nexport const start = () => {\n  work();\n};",
    ["no-floating-promises"],
  ],
  [
    `${library}/audit/type.ts`,
    'import { Kept } from "./kept.js";\nexport const a = (kept: Kept) => kept;',
    ["consistent-type-imports"],
  ],
  [`${library}/audit/kept.ts`, "export interface Kept {\n  readonly a: number;\n}", []],
  [`${library}/audit/loud.ts`, 'export const a = () => console.log("a");', ["no-console"]],
  [`${library}/audit/long.ts`, `export const a = () => {\n${"  void 0;\n".repeat(61)}};`, ["max-lines-per-function"]],
  [`${library}/audit/one.ts`, 'import { two } from "./two.js";\nexport const one = () => two;', ["no-cycle"]],
  [`${library}/audit/two.ts`, 'import { one } from "./one.js";\nexport const two = () => one;', ["no-cycle"]],
  [
    "packages/contract/src/input.ts",
    'import { readFile } from "node:fs";\nexport const a = readFile;',
    ["no-restricted-imports"],
  ],
  ["packages/client/src/library.ts", 'import { open } from "holdfast";\nexport const a = open;', ["no-restricted-imports"]],
  ["packages/client/src/contract.ts", 'import { HoldfastError } from "@holdfast/contract";\nexport const a = HoldfastError;', []],
  ["packages/react/src/server.ts", 'import { open } from "holdfast";\nexport const a = open;', ["no-restricted-imports"]],
  ["packages/react/src/client.ts", 'import { openLiveSession } from "@holdfast/client";\nexport const a = openLiveSession;', []],
  ["apps/server/src/inside.ts", 'import { a } from "holdfast/testing";\nexport const b = a;', ["no-restricted-imports"]],
  ["apps/server/src/door.ts", 'import { open } from "holdfast";\nexport const b = open;', []],
  ["apps/console/src/server.ts", 'import { open } from "holdfast";\nexport const b = open;', ["no-restricted-imports"]],
];

let top: string;
let reported: readonly { readonly file: string; readonly rule: string }[];

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), `${text}\n`);
}

const tsconfig = JSON.stringify({
  extends: "../../tsconfig.base.json",
  compilerOptions: { rootDir: "src", outDir: "dist" },
  include: ["src"],
});

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), "holdfast-lint-"));
  for (const name of [".oxlintrc.json", "tsconfig.base.json", ".gitignore"]) cpSync(join(root, name), join(top, name));
  symlinkSync(join(root, "node_modules"), join(top, "node_modules"));
  for (const [path, text] of planted) plant(path, text);
  for (const name of ["packages/holdfast", "packages/contract", "packages/client", "apps/server", "apps/console"]) {
    writeFileSync(join(top, name, "tsconfig.json"), tsconfig);
  }
  const { output } = await runCommand("oxlint", ["--type-aware", "--format", "json"], top);
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  reported = diagnostics.map(({ filename, code }) => ({ file: filename, rule: code.replace(/^.*\((.*)\)$/, "$1") }));
});

afterAll(() => rmSync(top, { recursive: true, force: true }));

it.each(planted)("reports what is planted in %s and nothing else", (path, _text, rules) => {
  expect(reported.filter(({ file }) => file === path).map(({ rule }) => rule)).toEqual(rules);
});
