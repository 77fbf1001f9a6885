// Test vectors from a directory, by command.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runWords } from "../../testing/run-words.js";

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), "holdfast-vectors-"))));
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = (...words: readonly string[]) => runWords(["keys", "vectors", ...words], { workingDirectory: directory });
const write = (name: string, document: unknown) => writeFile(join(directory, name), JSON.stringify(document));

// Test case 1 of RFC 4231.
const right = {
  tcId: 1,
  key: "0b".repeat(20),
  msg: Buffer.from("Hi There").toString("hex"),
  tag: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  result: "valid",
};
const mac = (...tests: readonly object[]) => ({ algorithm: "HMACSHA256", testGroups: [{ keySize: 160, tagSize: 256, tests }] });

it("[TK-07] counts the vectors that pass, and fails with the name of one that does not", async () => {
  expect(await run(".")).toMatchObject({ exitCode: 66, output: "" });
  await write("other.json", { algorithm: "ECDSA", testGroups: [] });
  await write("mac.json", mac(right));
  const good = await run(".", "--json");
  expect([good.exitCode, JSON.parse(good.output)]).toEqual([
    0,
    expect.objectContaining({ passed: 1, failed: 0, notApplicable: 0, files: [expect.objectContaining({ file: "mac.json" })] }),
  ]);
  await write("mac.json", mac(right, { ...right, tcId: 2, comment: "not so", result: "invalid" }));
  const bad = await run(".");
  expect([bad.exitCode, bad.output]).toEqual([
    1,
    expect.stringContaining("mac.json 2: a changed tag is taken for right (not so)"),
  ]);
});

it("[TK-07] refuses what is no directory and what is no JSON", async () => {
  expect(await run("nowhere")).toMatchObject({ exitCode: 66 });
  await writeFile(join(directory, "broken.json"), "{");
  const broken = await run(".");
  expect([broken.exitCode, broken.errors]).toEqual([65, expect.stringContaining("broken.json is not JSON")]);
});
