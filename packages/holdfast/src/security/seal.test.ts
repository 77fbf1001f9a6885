// TK-07 and F15: a sealed secret opens in its own row, kind and generation only, and says nothing when it does not.
import { createDecipheriv, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { HoldfastError } from "@holdfast/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeBinding, type SealBinding } from "./binding.js";
import { generateKey } from "./key-text.js";
import { Keyring } from "./keyring.js";
import { open, seal, sealedKeyId, sealWithSalt } from "./seal.js";
import { Secret } from "./secret.js";

interface Vector {
  readonly name: string;
  readonly keyring: string;
  readonly binding: SealBinding;
  readonly salt: string;
  readonly plaintext: string;
  readonly additionalData: string;
  readonly sealed: string;
}

const keyring = Keyring.parse(`k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,${generateKey("k2").reveal()}`);
const binding: SealBinding = {
  table: "held_tokens",
  rowId: "3f1c0b5e-6a1e-4b57-9d0c-0a4f2d9c7e11",
  kind: "access_token",
  generation: 7,
};
const text = fc.string({ unit: "grapheme", maxLength: 24 });
const bindings = fc.record({ table: text, rowId: text, kind: text, generation: fc.nat() });
const bytes = fc.uint8Array({ maxLength: 600 }).map((array) => Buffer.from(array));

test("[TK-07] what is sealed opens again at the same place", () => {
  fc.assert(
    fc.property(bindings, bytes, (place, plaintext) => {
      const sealed = seal(keyring, place, plaintext);
      expect(open(keyring, place, sealed).revealBytes()).toEqual(plaintext);
      expect(open(keyring, place, seal(keyring, place, Secret.of(plaintext))).revealBytes()).toEqual(plaintext);
    }),
  );
});

test("[TK-07] the same secret is never sealed to the same bytes, and its text does not show", () => {
  const plaintext = Buffer.from("gho_averysecrettokentext");
  const sealed = Array.from({ length: 100 }, () => seal(keyring, binding, plaintext));
  expect(new Set(sealed.map((one) => one.toString("hex"))).size).toBe(100);
  expect(sealed.filter((one) => one.includes("gho_") || one.includes("secret"))).toEqual([]);
});

test("[TK-07] sealing leaves the caller's secret as it was", () => {
  const secret = Secret.of("still here");
  const plaintext = Buffer.from("still here");
  seal(keyring, binding, secret);
  seal(keyring, binding, plaintext);
  expect([secret.reveal(), plaintext.toString()]).toEqual(["still here", "still here"]);
});

test("[TK-07] [F15] a change of any field of the binding does not open", () => {
  fc.assert(
    fc.property(
      bindings,
      bindings,
      fc.subarray(["table", "rowId", "kind", "generation"] as const, { minLength: 1 }),
      (place, other, fields) => {
        const elsewhere = { ...place, ...Object.fromEntries(fields.map((field) => [field, other[field]])) };
        fc.pre(fields.some((field) => place[field] !== other[field]));
        expect(codeOf(() => open(keyring, elsewhere, seal(keyring, place, Buffer.from("secret"))))).toBe("unseal_failed");
      },
    ),
  );
});

test.each([
  ["another table", { table: "issued_tokens" }],
  ["another row", { rowId: "3f1c0b5e-6a1e-4b57-9d0c-0a4f2d9c7e12" }],
  ["another kind", { kind: "refresh_token" }],
  ["an older generation", { generation: 6 }],
  ["a newer generation", { generation: 8 }],
  ["a boundary moved between fields", { table: "held_tokens3", rowId: "f1c0b5e-6a1e-4b57-9d0c-0a4f2d9c7e11" }],
])("[TK-07] [F15] a ciphertext moved to %s does not open", (_, change) => {
  const sealed = seal(keyring, binding, Buffer.from("secret"));
  expect(codeOf(() => open(keyring, { ...binding, ...change }, sealed))).toBe("unseal_failed");
});

test("[TK-07] [F15] a flip of any bit does not open", () => {
  const sealed = seal(keyring, binding, Buffer.from("a token"));
  const codes = new Set<string>();
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    codes.add(codeOf(() => open(keyring, binding, changed)));
  }
  // A flip within the key id names a key that is not there.
  expect([...codes].sort()).toEqual(["key_missing", "unseal_failed"]);
});

test("[TK-07] [F15] bytes of any kind, cut or added, do not open", () => {
  const sealed = seal(keyring, binding, Buffer.from("a token"));
  for (let length = 0; length < sealed.length; length++) {
    expect(codeOf(() => open(keyring, binding, sealed.subarray(0, length)))).toBe("unseal_failed");
  }
  expect(codeOf(() => open(keyring, binding, Buffer.concat([sealed, Buffer.of(0)])))).toBe("unseal_failed");
  fc.assert(fc.property(bytes, (junk) => codeOf(() => open(keyring, binding, junk)) !== "opened"));
});

test("[TK-07] [F15] renaming the key of a ciphertext does not open it, even to the same key", () => {
  const renamed = Keyring.parse("k9:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  const sealed = seal(keyring, binding, Buffer.from("a token"));
  sealed.write("k9", 2, "latin1");
  expect(codeOf(() => open(renamed, binding, sealed))).toBe("unseal_failed");
});

test("[F15] an error names table, row and key, and gives no reason, no cause and no secret", () => {
  const sealed = seal(keyring, binding, Buffer.from("a token"));
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1;
  const messages = [
    failure(() => open(keyring, binding, changed)),
    failure(() => open(keyring, { ...binding, generation: 8 }, sealed)),
    failure(() => open(Keyring.parse(generateKey("k1")), binding, sealed)),
  ];
  expect(messages.map((error) => error.details.data)).toEqual(
    Array.from({ length: 3 }, () => ({ table: binding.table, rowId: binding.rowId, keyId: "k1" })),
  );
  expect(new Set(messages.map((error) => error.message)).size).toBe(1);
  expect(messages.map((error) => error.cause)).toEqual([undefined, undefined, undefined]);
});

test("[F15] a key that left the keyring is key_missing, with its id", () => {
  const sealed = seal(keyring, binding, Buffer.from("a token"));
  const error = failure(() => open(Keyring.parse(generateKey("k3")), binding, sealed));
  expect(error).toMatchObject({
    code: "key_missing",
    details: { data: { keyId: "k1", known: ["k3"], table: "held_tokens", rowId: binding.rowId } },
  });
});

test("[TK-08] a secret sealed under a key that is no longer current still opens, and names its key", () => {
  const sealed = seal(keyring, binding, Buffer.from("a token"));
  const rotated = Keyring.parse(`${generateKey("k5").reveal()}\nk1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=`);
  expect(open(rotated, binding, sealed).reveal()).toBe("a token");
  expect(sealedKeyId(sealed)).toBe("k1");
  expect(sealedKeyId(seal(rotated, binding, Buffer.alloc(0)))).toBe("k5");
});

test("sealedKeyId of other bytes is undefined", () => {
  expect([Buffer.alloc(0), Buffer.from("gho_plaintext"), Buffer.alloc(60), Buffer.alloc(60, 1)].map(sealedKeyId)).toEqual(
    Array(4).fill(undefined),
  );
});

test("[TK-07] no two bindings share their encoding", () => {
  fc.assert(
    fc.property(bindings, bindings, text, text, (one, other, keyOne, keyOther) => {
      const same = encodeBinding(1, keyOne, one).equals(encodeBinding(1, keyOther, other));
      expect(same).toBe(JSON.stringify([keyOne, one]) === JSON.stringify([keyOther, other]));
    }),
  );
});

test.each([{ table: "\ud800" }, { rowId: "a\udc00" }, { generation: -1 }, { generation: 1.5 }, { generation: 2 ** 53 }])(
  "[TK-07] a binding that has no encoding of its own is refused: %j",
  (change) => {
    expect(codeOf(() => seal(keyring, { ...binding, ...change }, Buffer.alloc(1)))).toBe("internal");
  },
);

describe.each(vectorsOfTheDocument())("[TK-07] the vector '$name' of docs/explanation/sealing.md", (vector) => {
  const ring = Keyring.parse(vector.keyring);

  test("is what seal makes", () => {
    const sealed = sealWithSalt(ring, vector.binding, Buffer.from(vector.plaintext, "utf8"), Buffer.from(vector.salt, "hex"));
    expect(sealed.toString("hex")).toBe(vector.sealed);
  });

  test("opens", () => {
    expect(open(ring, vector.binding, Buffer.from(vector.sealed, "hex")).reveal()).toBe(vector.plaintext);
  });

  test("is what the document describes, done by hand", () => {
    expect(openByHand(vector)).toBe(vector.plaintext);
    expect(encodeBinding(1, ring.currentId, vector.binding).toString("hex")).toBe(vector.additionalData);
  });
});

/** A second implementation, from the words of the document. */
function openByHand(vector: Vector): string {
  const sealed = Buffer.from(vector.sealed, "hex");
  const idLength = sealed.readUInt8(1);
  const ringKey = Buffer.from(vector.keyring.split(":")[1] ?? "", "base64");
  const salt = sealed.subarray(2 + idLength, 18 + idLength);
  const material = Buffer.from(hkdfSync("sha256", ringKey, salt, Buffer.from("holdfast/v1/seal"), 44));
  const decipher = createDecipheriv("aes-256-gcm", material.subarray(0, 32), material.subarray(32));
  decipher.setAAD(Buffer.from(vector.additionalData, "hex"));
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(18 + idLength, -16), undefined, "utf8") + decipher.final("utf8");
}

function vectorsOfTheDocument(): readonly Vector[] {
  const page = readFileSync(new URL("../../../../docs/explanation/sealing.md", import.meta.url), "utf8");
  const block = /```json\n(\[[\s\S]*?\])\n```/.exec(page)?.[1] ?? "[]";
  const vectors = JSON.parse(block) as readonly Vector[];
  if (vectors.length === 0) throw new Error("docs/explanation/sealing.md holds no test vectors.");
  return vectors;
}

function failure(action: () => unknown): HoldfastError {
  try {
    action();
  } catch (error) {
    if (error instanceof HoldfastError) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return "opened";
  } catch (error) {
    if (error instanceof HoldfastError) return error.code;
    throw error;
  }
}
