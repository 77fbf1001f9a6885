// TK-08: a keyring with clear errors that never shows a key.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { isHoldfastError } from "@holdfast/contract";
import { expect, test } from "vitest";
import { keysFromEnvironment, keysFromFile } from "./key-source.js";
import { generateKey } from "./key-text.js";
import { Keyring, loadKeyring } from "./keyring.js";

const one = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const two = Buffer.alloc(32, "second key ").toString("base64");
const salt = Buffer.alloc(16, 1);

test("[TK-08] the first key is current, and commas and lines separate", () => {
  const keyring = Keyring.parse(`2026:${one},2025:${two}`);
  expect([keyring.currentId, keyring.ids]).toEqual(["2026", ["2026", "2025"]]);
  const lines = Keyring.parse(`# the keys\r\n2026:${one}\n\n  2025 : ${two}  \n# current=nothing\n`);
  expect([lines.currentId, lines.ids]).toEqual(["2026", ["2026", "2025"]]);
});

test("[TK-08] current= names the current key", () => {
  expect(Keyring.parse(`current=old\nnew:${one}\nold:${two}`).currentId).toBe("old");
});

test("[TK-08] base64url and missing padding are read alike", () => {
  const odd = Buffer.alloc(32, Buffer.of(251, 255, 191));
  const derived = [odd.toString("base64"), odd.toString("base64url")].map((text) =>
    Keyring.parse(`k:${text}`).derive("k", "seal", salt, 32),
  );
  expect(derived[0]).toEqual(derived[1]);
});

test.each([
  ["empty", "", "it holds no key"],
  ["only a comment", "# nothing\n", "it holds no key"],
  ["too short", `k:${Buffer.alloc(31, "abc").toString("base64")}`, "the key k is not 32 bytes"],
  ["too long", `k:${Buffer.alloc(33, "abc").toString("base64")}`, "the key k is not 32 bytes"],
  ["not base64", `k:${"!".repeat(43)}=`, "the key k is not 32 bytes"],
  ["the same id twice", `k:${one},k:${two}`, "the id k appears twice"],
  ["the same key twice", `k:${one},l:${one}`, "k and l are the same key"],
  ["a placeholder", `k:${"A".repeat(43)}=`, "placeholder"],
  ["no id", one, "entry 1 has no id"],
  ["a bad id", `a b:${one}`, "the id of entry 1"],
  ["an unknown current key", `current=l,k:${one}`, "current= names a key that is not there"],
  ["two current keys", `current=k,current=k,k:${one}`, "current= appears twice"],
])("[TK-08] %s is refused with its reason", (_, text, reason) => {
  const error = failure(() => Keyring.parse(text, "environment variable KEYS"));
  expect(isHoldfastError(error, "configuration_invalid")).toBe(true);
  expect(String(error)).toContain(`environment variable KEYS cannot be used: `);
  expect(String(error)).toContain(reason);
});

test("[TK-08] no error and no printing shows a key", () => {
  const swapped = failure(() => Keyring.parse(`${two}:k`));
  const withoutId = failure(() => Keyring.parse(two));
  const keyring = Keyring.parse(`k:${one}`);
  const printed = [swapped, withoutId, keyring, { keyring }].flatMap((value) => [
    inspect(value, { depth: 9, showHidden: true }),
    inspect(value, { depth: 9, customInspect: false, showHidden: true }),
    JSON.stringify(value),
  ]);
  expect(printed.filter((text) => text.includes(two.slice(0, 12)) || text.includes(one.slice(0, 12)))).toEqual([]);
  expect(inspect(keyring)).toBe("Keyring { currentId: 'k', ids: [ 'k' ] }");
});

test("[TK-08] keys for different purposes and salts differ", () => {
  const keyring = Keyring.parse(`k:${one}`);
  const derived = [
    keyring.derive("k", "seal", salt, 32),
    keyring.derive("k", "short-code", salt, 32),
    keyring.derive("k", "seal", Buffer.alloc(16, 2), 32),
  ].map((key) => key.toString("hex"));
  expect(new Set(derived).size).toBe(3);
});

test("[TK-08] an unknown key is key_missing, with the ids that are there", () => {
  const error = failure(() => Keyring.parse(`k:${one}`).derive("gone", "seal", salt, 32));
  expect(error).toMatchObject({ code: "key_missing", details: { data: { keyId: "gone", known: ["k"] } } });
});

test("[TK-08] a generated entry is a keyring", () => {
  expect(Keyring.parse(generateKey("2026-11")).ids).toEqual(["2026-11"]);
  expect(Keyring.parse(generateKey()).ids).toHaveLength(1);
  expect(() => generateKey("not an id")).toThrow("the id is not");
});

test("[TK-08] keys come from the environment, a file or a service", async () => {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-keys-"));
  await writeFile(join(folder, "keys"), `k:${one}\n`);
  const fromFile = await loadKeyring(keysFromFile(join(folder, "keys")));
  const fromVariable = await loadKeyring(keysFromEnvironment("KEYS", { KEYS: `k:${one}` }));
  const fromService = await loadKeyring({ name: "a service", load: async () => generateKey("s") });
  await rm(folder, { recursive: true });
  expect([fromFile.ids, fromVariable.ids, fromService.ids]).toEqual([["k"], ["k"], ["s"]]);
});

test("[TK-08] a missing variable or file is refused by name", async () => {
  await expect(loadKeyring(keysFromEnvironment("KEYS", {}))).rejects.toThrow(
    "environment variable KEYS cannot be used: it holds no key",
  );
  await expect(loadKeyring(keysFromFile("/nowhere/keys"))).rejects.toMatchObject({ code: "configuration_invalid" });
});

function failure(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail.");
}
