// What people install: the packages are packed, installed in an empty directory without the workspace, and do there what the README shows.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { generateKey } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";

const repository = join(import.meta.dirname, "../..");
const published = ["packages/contract", "packages/holdfast", "packages/client", "packages/react"];
/** What the command line needs beside them. */
const programs = ["packages/sample-catalogue", "apps/server", "apps/cli"];
const run = promisify(execFile);

const database = testDatabase();
let directory: EmptyDirectory;

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
let packages: readonly Packed[];

/** npm as it is outside of the script that runs the tests: without the settings that it hands down to those. */
function npm(cwd: string, ...parameters: readonly string[]) {
  const handedDown = Object.keys(process.env).filter((name) => /^npm_(package|lifecycle|command|node|execpath)/.test(name));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !handedDown.includes(name)));
  return run("npm", parameters, { cwd, env, maxBuffer: 64 * 1024 * 1024 });
}

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  const folders = [...published, ...programs].flatMap((folder) => ["--workspace", folder]);
  const { stdout } = await npm(
    repository,
    "pack",
    "--json",
    "--ignore-scripts",
    "--pack-destination",
    directory.path,
    ...folders,
  );
  packages = JSON.parse(stdout) as readonly Packed[];
  const dependencies = Object.fromEntries(packages.map(({ name, filename }) => [name, `file:${filename}`]));
  const manifest = { name: "somebody", private: true, type: "module", dependencies };
  await writeFile(join(directory.path, "package.json"), JSON.stringify(manifest));
  await npm(directory.path, "install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
}, 120_000);
afterAll(() => directory.remove());

/** The library example of the README, as it stands there. */
async function readmeExample(): Promise<string> {
  const readme = await readFile(join(repository, "README.md"), "utf8");
  const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  if (code === undefined) throw new Error("README.md has no example of the library.");
  return code;
}

it("[DX-02] the README's example runs, on tables of the application's own", async () => {
  const [userId, recordId] = [randomUUID(), randomUUID()];
  await database.query("drop schema holdfast cascade");
  await database.query("create table members (id uuid primary key)");
  await database.query("create table laws (id uuid primary key, name text not null)");
  await database.query("insert into members (id) values ($1)", [userId]);
  await database.query("insert into laws (id, name) values ($1, 'Water Act')", [recordId]);
  await writeFile(join(directory.path, "example.js"), await readmeExample());
  const env = { ...process.env, DATABASE_URL: database.ownerUrl, HOLDFAST_KEYRING: generateKey().reveal() };
  const { stdout } = await run(process.execPath, ["example.js", userId, recordId], { cwd: directory.path, env });
  expect(stdout).toBe(`active [ '${recordId}' ]\n`);
  const [row] = await database.query(
    `select laws.name, (select count(*)::integer from holdfast.held_token where user_id = $1) as tokens
     from holdfast.selection join laws on laws.id = selection.record_id where selection.owner_id = $1`,
    [userId],
  );
  expect(row).toEqual({ name: "Water Act", tokens: 1 });
});

it("[DX-03] the client and its hooks can be imported", async () => {
  const code = `
    const { createHoldfastClient } = await import("@holdfast/client");
    const { HoldfastProvider } = await import("@holdfast/react");
    console.log(typeof createHoldfastClient, typeof HoldfastProvider);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: directory.path });
  expect(stdout).toBe("function function\n");
});

it("[DX-02] the command runs", async () => {
  const command = join(directory.path, "node_modules/.bin/holdfast");
  const { stdout } = await run(command, ["--help"], { cwd: directory.path });
  expect(stdout).toContain("Usage: holdfast");
});

it("the published packages carry no tests", () => {
  const names = ["@holdfast/contract", "holdfast", "@holdfast/client", "@holdfast/react"];
  const carried = packages.filter(({ name }) => names.includes(name)).map(({ files }) => files.map(({ path }) => path));
  expect(carried).toHaveLength(published.length);
  for (const paths of carried) expect(paths).toContain("dist/index.js");
  expect(carried.flat().filter((path) => /\.test\.|tsbuildinfo/.test(path))).toEqual([]);
});
