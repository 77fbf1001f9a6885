// TK-15: what waits in memory is sealed.
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MemorySealed, MemoryVault } from "./memory-seal.js";

const vault = new MemoryVault();
const bytes = fc.uint8Array({ maxLength: 2048 }).map((array) => Buffer.from(array));

test("[TK-15] what is sealed opens again, with and without a context", () => {
  fc.assert(
    fc.property(bytes, fc.option(bytes, { nil: undefined }), (plaintext, context) => {
      expect(vault.open(vault.seal(plaintext, context), context).revealBytes()).toEqual(plaintext);
    }),
  );
});

test("[TK-15] the sealed form does not contain the secret, and no two are alike", () => {
  const plaintext = Buffer.from("gho_averysecrettokentext");
  const sealed = Array.from({ length: 200 }, () => vault.seal(plaintext));
  expect(sealed.filter((one) => one.bytes.includes(plaintext.subarray(0, 8)))).toEqual([]);
  expect(new Set(sealed.map((one) => one.nonce.toString("hex"))).size).toBe(200);
});

test("[TK-15] a flip of any bit is refused", () => {
  const sealed = vault.seal(Buffer.from("a token"), Buffer.from("key"));
  const opened: number[] = [];
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed.bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    if (opens(() => vault.open(new MemorySealed(changed), Buffer.from("key")))) opened.push(bit);
  }
  expect(opened).toEqual([]);
});

test.each([
  ["another context", (sealed: MemorySealed) => vault.open(sealed, Buffer.from("other"))],
  ["no context", (sealed: MemorySealed) => vault.open(sealed)],
  ["another vault", (sealed: MemorySealed) => new MemoryVault().open(sealed, Buffer.from("key"))],
  ["lost bytes", (sealed: MemorySealed) => vault.open(new MemorySealed(sealed.bytes.subarray(0, -1)), Buffer.from("key"))],
  [
    "nearly all bytes lost",
    (sealed: MemorySealed) => vault.open(new MemorySealed(sealed.bytes.subarray(0, 27)), Buffer.from("key")),
  ],
  ["other bytes", () => vault.open(new MemorySealed(randomBytes(40)), Buffer.from("key"))],
])("[TK-15] %s is refused", (_, open) => {
  const sealed = vault.seal(Buffer.from("a token"), Buffer.from("key"));
  expect(() => open(sealed)).toThrow("A secret in memory could not be opened.");
});

test("[TK-15] an entry keeps no more memory than its own bytes", () => {
  expect(vault.seal(Buffer.alloc(64)).bytes.buffer.byteLength).toBe(64 + 28);
});

function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}
