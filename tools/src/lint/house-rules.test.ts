// Every rule of the house bites where it should and keeps quiet where it should.
import { expect, it } from "vitest";
import { checkSource } from "./house-rules.js";
import { isSql } from "./sql-place.js";

const opening = "// Says why this file exists.\n";
const messages = (path: string, text: string) => checkSource({ path, text }).map(({ line, message }) => `${line}: ${message}`);
const room = "packages/holdfast/src/tokens/held.ts";

it("finds nothing in a file that keeps the rules", () => {
  expect(messages(room, `${opening}export const held = new Date(0);\n`)).toEqual([]);
});

it.each(["utils.ts", "helpers/fetch.ts", "common/a.ts", "lib.ts", "readFile.ts", "held/inner/deep/index.ts"])(
  "refuses the name %s",
  (name) => {
    expect(messages(`packages/holdfast/src/tokens/${name}`, opening)).toHaveLength(1);
  },
);

it.each(["packages/client/src/index.ts", "packages/holdfast/src/tokens/index.ts", "apps/server/src/index.ts"])(
  "takes %s for a door",
  (path) => {
    expect(messages(path, opening)).toEqual([]);
  },
);

it("wants a sentence in the first line, after a shebang too", () => {
  expect(messages(room, "export const a = 1;\n")).toHaveLength(1);
  expect(messages("apps/cli/src/main.ts", `#!/usr/bin/env node\n${opening}`)).toEqual([]);
});

it("finds the clock in new Date(), but not outside the library, in the clock itself or in tests", () => {
  const text = `${opening}export const now = () => new Date();\n`;
  expect(messages(room, text)).toEqual(["2: new Date() reads the clock. Take the time from the injected Clock."]);
  expect(messages("packages/holdfast/src/runtime/clock.ts", text)).toEqual([]);
  expect(messages("packages/holdfast/src/tokens/held.test.ts", text)).toEqual([]);
  expect(messages("apps/cli/src/main.ts", text)).toEqual([]);
});

it("finds SQL outside the sql folders", () => {
  const text = `${opening}export const a = "select id from holdfast.token";\nexport const b = \`insert into t values (\${1})\`;\n`;
  expect(messages(room, text).map((message) => message.slice(0, 2))).toEqual(["2:", "3:"]);
  expect(messages("packages/holdfast/src/tokens/sql/get-held.ts", text)).toEqual([]);
});

it.each([
  "select 1 from t",
  "SELECT id FROM t",
  "\n  with x as (select 1)",
  "update holdfast.token set a = 1",
  "delete from t",
  "create table t ()",
  "grant select on t to holdfast_app",
  "copy t (a) from stdin",
])("knows SQL: %s", (text) => {
  expect(isSql(text)).toBe(true);
});

it.each([
  "Select the records from the page.",
  "update the settings",
  "select",
  "with care as always",
  "Delete from the list",
  "created",
  "copy",
])("knows language: %s", (text) => {
  expect(isSql(text)).toBe(false);
});

it("refuses mocks of modules and sleeps in tests", () => {
  const mock = ["vi", 'mock("./held.js")'].join(".");
  const sleep = ["new Promise((resolve) => ", "setTimeout(", "resolve, 50))"].join("");
  expect(messages("packages/holdfast/src/tokens/held.test.ts", `${opening}${mock};\nawait ${sleep};\n`)).toHaveLength(2);
});

it("refuses paths that mean nothing elsewhere", () => {
  const away = ["..", "shared", "notes.md"].join("/");
  const machine = ["", "home", "someone", "notes.md"].join("/");
  expect(messages("docs/how-to/start.md", `See ${away}\nand ${machine}\nand https://example.org/home/page\n`)).toHaveLength(2);
});

it("refuses an eleventh script at the root", () => {
  expect(messages("package.json", JSON.stringify({ scripts: { build: "x", lint: "y" } }))).toHaveLength(1);
});
