// AU-04: the tree over a window, against the definition of RFC 6962 written down plainly.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { merklePath, merkleRoot, rootOfPath } from "./merkle.js";

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

function byDefinition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length <= 1) return leaves[0] ?? sha256();
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(Buffer.of(1), byDefinition(leaves.slice(0, half)), byDefinition(leaves.slice(half)));
}

const leavesOf = (count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, index) => sha256(Buffer.of(0), Buffer.from(`row ${index}`)));

test("[AU-04] the root is the one of RFC 6962 for any number of leaves", () => {
  for (let count = 0; count <= 70; count += 1) {
    const leaves = leavesOf(count);
    expect(merkleRoot(Buffer.concat(leaves))).toEqual(byDefinition(leaves));
  }
});

test("[AU-04] a path proves its own leaf and no other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (count, first, second) => {
      const leaves = leavesOf(count);
      const all = Buffer.concat(leaves);
      const [index, other] = [first % count, second % count];
      const root = rootOfPath(leaves[index]!, index, count, merklePath(all, index));
      expect(root).toEqual(merkleRoot(all));
      expect(rootOfPath(leaves[other]!, index, count, merklePath(all, index))?.equals(merkleRoot(all))).toBe(other === index);
    }),
  );
});
