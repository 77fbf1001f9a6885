// The vectors of RFC 3720, and the fast path against one bit at a time.
import fc from "fast-check";
import { expect, test } from "vitest";
import { crc32c } from "./crc32c.js";

const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);

test.each([
  ["32 zeros", new Uint8Array(32), 0x8a9136aa],
  ["32 ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ["32 ascending", ascending, 0x46dd794e],
  ["32 descending", ascending.toReversed(), 0x113fdb5c],
  ["123456789", Buffer.from("123456789"), 0xe3069283],
  ["nothing", new Uint8Array(0), 0],
])("[JO-02] CRC32C of %s", (_name, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});

function bitByBit(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

test("[JO-02] CRC32C of any part of any bytes is what the definition says", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(20), fc.nat(20), (bytes, cutFront, cutBack) => {
      const start = Math.min(cutFront, bytes.length);
      const end = Math.max(start, bytes.length - cutBack);
      expect(crc32c(bytes, start, end)).toBe(bitByBit(bytes.subarray(start, end)));
    }),
  );
});
