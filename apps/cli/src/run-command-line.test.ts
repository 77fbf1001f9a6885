// The command line as a whole: help for everything, guesses for what was misspelt, exit codes, JSON.
import type { Command } from "commander";
import { describeOptions } from "holdfast";
import { expect, it } from "vitest";
import { createProgram } from "./program.js";
import { processTerminal } from "./terminal.js";
import { jsonLines, runWords } from "./testing/run-words.js";

function leaves(command: Command, path: readonly string[] = []): readonly (readonly string[])[] {
  return command.commands.length === 0 ? [path] : command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
}
const all = leaves(createProgram({ terminal: processTerminal(), exitCode: 0 }));

it("has the commands that people know", () => {
  expect(all.map((path) => path.join(" "))).toEqual([
    "serve",
    "migrate",
    "doctor",
    "login",
    "register",
    "logout",
    "sessions list",
    "sessions end",
    "tokens put",
    "tokens get",
    "tokens list",
    "tokens revoke",
    "tokens refresh",
    "tokens providers",
    "tokens search",
    "tokens inspect",
    "tokens history",
    "tokens sweep",
    "tokens import-plaintext",
    "tokens import",
    "selections groups",
    "selections show",
    "selections select",
    "selections deselect",
    "selections clear",
    "selections undo",
    "selections redo",
    "selections annotate",
    "selections move",
    "selections copy",
    "selections create",
    "selections rename",
    "selections describe",
    "selections make-default",
    "selections reorder",
    "selections delete",
    "selections compare",
    "selections combine",
    "selections export",
    "selections import",
    "selections history",
    "selections at",
    "selections diff",
    "selections restore",
    "selections where",
    "records search",
    "records show",
    "records history",
    "records import",
    "records withdraw",
    "journal status",
    "journal list",
    "journal inspect",
    "journal quarantine list",
    "journal quarantine replay",
    "journal quarantine discard",
    "audit report",
    "audit counts",
    "audit export",
    "audit proof",
    "audit verify",
    "audit roots",
    "audit retention",
    "audit hold list",
    "audit hold set",
    "audit hold lift",
    "audit erase",
    "keys generate",
    "keys census",
    "keys verify",
    "keys rotate",
    "keys retire",
    "keys vectors",
    "cache status",
    "cache warm",
    "cache reconcile",
    "users list",
    "users role",
  ]);
});

it.each(all.map((path) => [path.join(" ")]))("[DX-06] explains `holdfast %s` with examples and --json", async (words) => {
  const { exitCode, output, errors } = await runWords([...words.split(" "), "--help"]);
  expect([exitCode, errors]).toEqual([0, ""]);
  expect(output).toMatch(/Examples:\n {2}# [A-Z]/);
  expect(output).toContain("--json");
});

it("[OP-03] lists every option with its default and variable in the help of serve", async () => {
  const output = (await runWords(["serve", "--help"])).output.replaceAll(/\s+/g, " ");
  for (const { flag, variable, fallback } of describeOptions()) {
    expect(output).toContain(`${flag} `);
    expect(output).toContain(fallback === "" ? `(${variable})` : `(default: ${fallback}; ${variable})`);
  }
});

it.each([
  [["srve"], "Unknown command 'srve'. Did you mean serve?"],
  [["tokens", "gte"], "Unknown command 'gte'. Did you mean get?"],
  [["serve", "--prot", "1"], "Unknown option '--prot'. Did you mean --port?"],
  [["tokens", "get"], "Missing required argument 'provider'."],
  [["login"], "Required option '--email <address>' not specified."],
])("[DX-06] says what is wrong with %j", async (words, said) => {
  const { exitCode, output, errors } = await runWords(words);
  expect([exitCode, output]).toEqual([64, ""]);
  expect(errors).toBe(`✗ ${said}\n  Add --help to see what the command takes.\n`);
  expect(jsonLines((await runWords([...words, "--json"])).errors)).toMatchObject([{ code: "invalid_request", detail: said }]);
});

it("prints its version, and its help when it is called alone", async () => {
  expect((await runWords(["--version"])).output).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(await runWords([])).toMatchObject({
    exitCode: 64,
    output: "",
    errors: expect.stringContaining("Usage: holdfast") as unknown,
  });
});

it("[OP-03] stops before anything is started when an option is wrong, and warns of strange variables", async () => {
  const { exitCode, errors } = await runWords(["serve", "--port", "80a"], { environment: { HOLDFAST_HOTS: "x" } });
  expect(exitCode).toBe(78);
  expect(errors).toContain('✗ The option port is not valid: the flag --port is "80a".');
  const warned = await runWords(["journal", "status", "--json"], { environment: { HOLDFAST_HOTS: "x" } });
  expect(jsonLines(warned.errors)).toMatchObject([
    { warning: expect.stringContaining("Did you mean HOLDFAST_HOST?") as unknown },
    { code: "not_found" },
  ]);
});

it("[TK-08] makes keys with names, and refuses to overwrite one", async () => {
  const [made] = jsonLines((await runWords(["keys", "generate", "--id", "k1", "--json"])).output);
  expect(made).toMatchObject({ id: "k1", key: expect.stringMatching(/^k1:[A-Za-z0-9+/]{43}=$/) as unknown });
  expect(await runWords(["keys", "generate", "--id", "not an id"])).toMatchObject({ exitCode: 65 });
  expect(await runWords(["keys", "generate", "--out", "/dev/null"])).toMatchObject({
    exitCode: 78,
    errors: expect.stringContaining("exists already") as unknown,
  });
});

it("[SC-05] does not ask for a secret where nobody can answer", async () => {
  const { exitCode, errors } = await runWords(["tokens", "put", "github"], { environment: { HOLDFAST_TOKEN: "x" } });
  expect([exitCode, errors]).toEqual([
    65,
    "✗ Access token cannot be asked for without a terminal.\n  Add --access-token-stdin and give the token on standard input.\n",
  ]);
});

it("[AU-04] verifies no trail under keys that were made just now", async () => {
  const environment = { DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" };
  const { exitCode, output, errors } = await runWords(["audit", "verify"], { environment });
  expect([exitCode, output]).toEqual([78, ""]);
  expect(errors).toContain("keyring");
});
