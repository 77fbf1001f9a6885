// TK-04: short codes are stored as a keyed hash.
import { expect, test } from "vitest";
import { generateKey } from "./key-text.js";
import { Keyring } from "./keyring.js";
import { hashShortCode, shortCode } from "./short-code.js";

const keyring = Keyring.parse("a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

test("[TK-04] a short code has as many digits as asked for", () => {
  const codes = Array.from({ length: 500 }, () => shortCode(6).reveal());
  expect(codes.filter((code) => !/^\d{6}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBeGreaterThan(450);
  expect(shortCode(14).reveal()).toMatch(/^\d{14}$/);
});

test.each([0, 3, 15, 6.5, Number.NaN])("[TK-04] a short code of %d digits is refused", (length) => {
  expect(() => shortCode(length)).toThrow("digits");
});

test("[TK-04] the hash of a short code depends on key, context and code", () => {
  const other = Keyring.parse(generateKey("a"));
  const hashes = [
    hashShortCode(keyring, "email_verification/u1", "123456"),
    hashShortCode(keyring, "email_verification/u2", "123456"),
    hashShortCode(keyring, "email_verification/u1", "123457"),
    hashShortCode(keyring, "email_verification/u1:1", "23456"),
    hashShortCode(other, "email_verification/u1", "123456"),
  ].map((hash) => hash.toString("hex"));
  expect(new Set(hashes).size).toBe(5);
  expect(hashShortCode(keyring, "email_verification/u1", "123456").toString("hex")).toBe(hashes[0]);
});

test("[TK-04] a short code made under an older key is checked under that key", () => {
  const rotated = Keyring.parse(`${generateKey("b").reveal()},a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=`);
  expect(hashShortCode(rotated, "c", "1234", "a")).toEqual(hashShortCode(keyring, "c", "1234"));
  expect(() => hashShortCode(keyring, "c", "1234", "gone")).toThrow("not in the keyring");
});
