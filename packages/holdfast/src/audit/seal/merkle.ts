// Merkle trees as in RFC 6962, section 2.1: leaves and inner nodes are hashed apart, so that none can pass for the other.
import { hash as digest } from "node:crypto";

const size = 32;

const sha256 = (bytes: Uint8Array): Buffer => digest("sha256", bytes, "buffer");

/** The root over leaf hashes that stand one after the other, 32 bytes each. Without leaves: the hash of nothing. */
export function merkleRoot(leaves: Uint8Array): Buffer {
  if (leaves.length === 0) return sha256(new Uint8Array());
  const level = Buffer.from(leaves);
  for (let count = level.length / size; count > 1; count = Math.ceil(count / 2)) raise(level, count);
  return Buffer.from(level.subarray(0, size));
}

// Pairing neighbours and lifting an odd last one gives the tree of the RFC, whose left half is the largest power of two.
function raise(level: Buffer, count: number): void {
  const node = Buffer.alloc(1 + 2 * size, 1);
  for (let index = 0; index + 1 < count; index += 2) {
    level.copy(node, 1, index * size, (index + 2) * size);
    sha256(node).copy(level, (index / 2) * size);
  }
  if (count % 2 === 1) level.copy(level, ((count - 1) / 2) * size, (count - 1) * size, count * size);
}

/** The audit path of the leaf at `index`: the neighbours on the way to the root, lowest first. */
export function merklePath(leaves: Uint8Array, index: number): readonly Buffer[] {
  const level = Buffer.from(leaves);
  const path: Buffer[] = [];
  let place = index;
  for (let count = level.length / size; count > 1; count = Math.ceil(count / 2)) {
    const neighbour = place ^ 1;
    if (neighbour < count) path.push(Buffer.from(level.subarray(neighbour * size, (neighbour + 1) * size)));
    raise(level, count);
    place >>= 1;
  }
  return path;
}

/** The root that a leaf at `index` of `count` and its path lead to; undefined when the path has not the right length. */
export function rootOfPath(leaf: Uint8Array, index: number, count: number, path: readonly Uint8Array[]): Buffer | undefined {
  let hash: Buffer = Buffer.from(leaf);
  let [place, used] = [index, 0];
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    if ((place ^ 1) < width) {
      const neighbour = path[used++];
      if (neighbour === undefined) return undefined;
      hash = sha256(Buffer.concat(place % 2 === 1 ? [Buffer.of(1), neighbour, hash] : [Buffer.of(1), hash, neighbour]));
    }
    place >>= 1;
  }
  return used === path.length ? hash : undefined;
}
