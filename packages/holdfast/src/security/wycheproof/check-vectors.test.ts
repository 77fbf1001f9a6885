// Vectors in the form of project Wycheproof, written down here: right ones pass, wrong ones are found, others do not apply.
import { isHoldfastError } from "@holdfast/contract";
import { expect, test } from "vitest";
import { checkVectors } from "./check-vectors.js";

const zeros = (bytes: number): string => "00".repeat(bytes);

// Test cases 13 and 14 of the paper that defines GCM.
const empty = { tcId: 1, key: zeros(32), iv: zeros(12), aad: "", msg: "", ct: "", tag: "530f8afbc74536b9a963b4f1c4cb738b" };
const block = {
  tcId: 2,
  key: zeros(32),
  iv: zeros(12),
  aad: "",
  msg: zeros(16),
  ct: "cea7403d4d606b6e074ec5d3baf39d18",
  tag: "d0d1c8a799996bf0265b98b5d48ab919",
};
const changed = { ...block, tcId: 3, tag: "d0d1c8a799996bf0265b98b5d48ab918" };
const gcm = (...tests: readonly object[]) => ({
  algorithm: "AES-GCM",
  testGroups: [
    { keySize: 256, ivSize: 96, tagSize: 128, tests },
    { keySize: 128, ivSize: 96, tagSize: 128, tests: [{ ...empty, result: "valid" }] },
    { keySize: 256, ivSize: 64, tagSize: 128, tests: [{ ...empty, result: "valid" }] },
  ],
});

// Test case 1 of RFC 5869, and one that asks for more than there is.
const derivation = {
  tcId: 1,
  ikm: "0b".repeat(22),
  salt: "000102030405060708090a0b0c",
  info: "f0f1f2f3f4f5f6f7f8f9",
  size: 42,
  okm: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
};
const tooMuch = { ...derivation, tcId: 2, size: 255 * 32 + 1, okm: "" };
const hkdf = (...tests: readonly object[]) => ({ algorithm: "HKDF-SHA-256", testGroups: [{ keySize: 176, tests }] });

// Test cases 1 and 2 of RFC 4231.
const first = {
  tcId: 1,
  key: "0b".repeat(20),
  msg: Buffer.from("Hi There").toString("hex"),
  tag: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
};
const second = {
  tcId: 2,
  key: Buffer.from("Jefe").toString("hex"),
  msg: Buffer.from("what do ya want for nothing?").toString("hex"),
  tag: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
};
const hmac = (...tests: readonly object[]) => ({
  algorithm: "HMACSHA256",
  testGroups: [
    { keySize: 160, tagSize: 256, tests },
    { keySize: 160, tagSize: 128, tests: [{ ...first, tag: first.tag.slice(0, 32), result: "valid" }] },
  ],
});

test("[TK-07] vectors of AES-256-GCM, HKDF and HMAC pass against the functions that seal", () => {
  const file = gcm({ ...empty, result: "valid" }, { ...block, result: "valid" }, { ...changed, result: "invalid" });
  expect(checkVectors(file)).toEqual({ algorithm: "AES-GCM", passed: 3, failed: [], notApplicable: 2 });
  expect(checkVectors(hkdf({ ...derivation, result: "valid" }, { ...tooMuch, result: "invalid" }))).toEqual({
    algorithm: "HKDF-SHA-256",
    passed: 2,
    failed: [],
    notApplicable: 0,
  });
  const invalid = { ...second, tcId: 3, tag: first.tag, result: "invalid" };
  expect(checkVectors(hmac({ ...first, result: "valid" }, { ...second, result: "valid" }, invalid))).toEqual({
    algorithm: "HMACSHA256",
    passed: 3,
    failed: [],
    notApplicable: 1,
  });
});

test("[TK-07] a vector that our functions judge otherwise is named", () => {
  const problems = (document: object): unknown => checkVectors(document)?.failed.map(({ id, problem }) => [id, problem]);
  expect(problems(gcm({ ...block, result: "invalid" }, { ...changed, result: "valid" }))).toEqual([
    [2, "a changed ciphertext opens"],
    [3, "it does not open"],
  ]);
  expect(problems(gcm({ ...block, msg: zeros(15), result: "valid" }))).toEqual([[2, "it opens to something else"]]);
  const wrong = { ...derivation, okm: zeros(42), result: "valid" };
  expect(problems(hkdf(wrong, { ...tooMuch, result: "valid" }, { ...derivation, tcId: 3, result: "invalid" }))).toEqual([
    [1, "something else is derived"],
    [2, "nothing is derived"],
    [3, "more is derived than the algorithm allows"],
  ]);
  expect(problems(hmac({ ...first, result: "invalid" }, { ...second, tag: first.tag, result: "valid" }))).toEqual([
    [1, "a changed tag is taken for right"],
    [2, "the tag differs"],
  ]);
});

test("[TK-07] files of other algorithms are passed over, and one that cannot be read is refused", () => {
  expect([checkVectors({ algorithm: "ECDSA", testGroups: [] }), checkVectors(null), checkVectors([])]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const refusal = (() => {
    try {
      return checkVectors(gcm({ ...block, tag: "odd", result: "valid" }));
    } catch (error) {
      return error;
    }
  })();
  expect(isHoldfastError(refusal, "invalid_request")).toBe(true);
});
