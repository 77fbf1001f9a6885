// Random salts in numbers: drawn from a supply that is filled at once, because each call of the generator costs more than its bytes.
import { randomFillSync } from "node:crypto";

const supply = Buffer.alloc(4096);
let at = supply.length;

/** Bytes that were never given out before. They are no secret: a salt is stored beside what it salted. */
export function randomSalt(bytes: number): Buffer {
  if (at + bytes > supply.length) {
    randomFillSync(supply);
    at = 0;
  }
  at += bytes;
  return Buffer.from(supply.subarray(at - bytes, at));
}
