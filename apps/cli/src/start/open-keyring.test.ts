// Keys are made once for local use, kept private, and never made in silence for a database elsewhere.
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateKey, loadOptions } from "holdfast";
import { withTemporaryDirectory } from "holdfast/testing";
import { expect, it } from "vitest";
import { openKeyring } from "./open-keyring.js";

const optionsFor = (workingDirectory: string, environment: Readonly<Record<string, string>> = {}) =>
  loadOptions({ workingDirectory, environment: { HOLDFAST_DATA_DIRECTORY: ".", ...environment } }).options;

it("[TK-08, L-18] makes a keyring at the first start, readable by this user alone, and finds it again", async () => {
  await withTemporaryDirectory(async (directory) => {
    const warnings: string[] = [];
    const first = await openKeyring(optionsFor(directory), (text) => warnings.push(text));
    const second = await openKeyring(optionsFor(directory), (text) => warnings.push(text));
    expect(second.currentId).toBe(first.currentId);
    expect((await stat(join(directory, "keyring"))).mode & 0o777).toBe(0o600);
    expect(warnings).toEqual([]);
  });
});

it("[TK-08] warns when it makes a keyring for a database elsewhere", async () => {
  await withTemporaryDirectory(async (directory) => {
    const warnings: string[] = [];
    await openKeyring(optionsFor(directory, { DATABASE_URL: "postgres://db/app" }), (text) => warnings.push(text));
    expect(warnings).toEqual([expect.stringContaining(`generated in ${join(directory, "keyring")}`)]);
  });
});

it("[TK-08] prefers keys from the environment or a named file, and makes none when that file is gone", async () => {
  await withTemporaryDirectory(async (directory) => {
    const nothing = (): void => undefined;
    await writeFile(join(directory, "mine"), generateKey("file").reveal());
    expect((await openKeyring(optionsFor(directory, { HOLDFAST_KEYRING_FILE: "mine" }), nothing)).currentId).toBe("file");
    expect((await openKeyring(optionsFor(directory, { HOLDFAST_KEYRING: generateKey("env").reveal() }), nothing)).currentId).toBe(
      "env",
    );
    await expect(openKeyring(optionsFor(directory, { HOLDFAST_KEYRING_FILE: "gone" }), nothing)).rejects.toThrow(
      "cannot be read",
    );
  });
});
