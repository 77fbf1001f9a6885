// The check of a proof against trees that are built here, of every size and for every leaf.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { checkProof, type IncludedProof } from "./check-proof.js";

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const one = Buffer.of(1);

/** As in RFC 6962, section 2.1: the left half is the largest power of two below the number of leaves. */
function split(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}
function root(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const at = split(leaves.length);
  return sha256(one, root(leaves.slice(0, at)), root(leaves.slice(at)));
}
function path(leaves: readonly Buffer[], index: number): readonly Buffer[] {
  if (leaves.length === 1) return [];
  const at = split(leaves.length);
  return index < at
    ? [...path(leaves.slice(0, at), index), root(leaves.slice(at))]
    : [...path(leaves.slice(at), index - at), root(leaves.slice(0, at))];
}
function proof(count: number, index: number): IncludedProof {
  const leaves = Array.from({ length: count }, (_, leaf) => sha256(`leaf ${leaf}`));
  return {
    status: "included",
    eventId: "event",
    leaf: leaves[index]!.toString("hex"),
    index,
    count,
    path: path(leaves, index).map((node) => node.toString("hex")),
    seal: {
      seq: 1,
      root: root(leaves).toString("hex"),
      hash: "",
      sealedAt: "2026-01-01T00:00:00Z",
      keyId: "k",
      publicKey: null,
      signature: "",
    },
  };
}

test("[AU-04] every leaf of trees of 1 to 17 leads to the root, and no other place or leaf does", async () => {
  for (let count = 1; count <= 17; count += 1)
    for (let index = 0; index < count; index += 1) {
      const right = proof(count, index);
      expect(await checkProof(right)).toBe("leads_to_root");
      expect(await checkProof({ ...right, leaf: sha256("another").toString("hex") })).toBe("leads_elsewhere");
      expect(await checkProof({ ...right, path: [...right.path, right.leaf] })).toBe("leads_elsewhere");
    }
});
