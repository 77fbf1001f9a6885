// Checks in this browser that an event is under a signed root: from its leaf along its neighbours up to the root (RFC 6962).
import type { EndpointAnswer } from "@holdfast/client";

export type InclusionProof = EndpointAnswer<"auditProof">;
export type IncludedProof = Extract<InclusionProof, { readonly status: "included" }>;

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function nodeOf(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes.set([1]);
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** `unable`: this browser has no cryptography here, because the page came without https. */
export type ProofCheck = "leads_to_root" | "leads_elsewhere" | "unable";

export async function checkProof(proof: IncludedProof): Promise<ProofCheck> {
  // Its types say that it is always there.
  if ((crypto.subtle as SubtleCrypto | undefined) === undefined) return "unable";
  return (await leadsToRoot(proof)) ? "leads_to_root" : "leads_elsewhere";
}

async function leadsToRoot({ leaf, index, count, path, seal }: IncludedProof): Promise<boolean> {
  let hash: Uint8Array = bytesOf(leaf);
  let [place, used] = [index, 0];
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    if ((place ^ 1) < width) {
      const neighbour = path[used++];
      if (neighbour === undefined) return false;
      // oxlint-disable-next-line no-await-in-loop -- each node needs the one below it
      hash = await (place % 2 === 1 ? nodeOf(bytesOf(neighbour), hash) : nodeOf(hash, bytesOf(neighbour)));
    }
    place >>= 1;
  }
  return used === path.length && hexOf(hash) === seal.root;
}
