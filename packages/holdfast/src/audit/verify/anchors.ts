// Roots that were kept elsewhere: what an administrator of the database cannot rewrite.
import { HoldfastError } from "@holdfast/contract";
import { z } from "zod";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const base64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/);

/** One line of `exportRoots()`: a whole seal with the public key that verifies it. */
export const auditRootSchema = z.object({
  chain: z.int(),
  seq: z.int().min(1),
  kind: z.enum(["rows", "retention", "key"]),
  form: z.int(),
  firstRow: z.int(),
  rowCount: z.int(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  lastXact: z.string(),
  lastId: z.int(),
  root: hex,
  keysDigest: hex,
  previous: hex,
  keyId: z.string(),
  publicKey: base64.nullable(),
  sealedAt: z.string(),
  detail: z.string(),
  hash: hex,
  signature: base64,
});
export type AuditRoot = z.infer<typeof auditRootSchema>;

export interface Anchors {
  /** Hash of each seal that was kept, by its number. */
  readonly hashes: ReadonlyMap<number, string>;
  /** Public keys by key id. */
  readonly publicKeys: Readonly<Record<string, string>>;
}

/** Text of a file of roots, in pieces of any size. */
export type AnchorSource = Iterable<string> | AsyncIterable<string>;

/** Throws invalid_request, with the line. */
export async function readAnchors(source: AnchorSource): Promise<Anchors> {
  const hashes = new Map<number, string>();
  const publicKeys: Record<string, string> = {};
  let [rest, number] = ["", 0];
  const take = (line: string): void => {
    number += 1;
    if (line.trim() === "") return;
    const root = parseRoot(line, number);
    hashes.set(root.seq, root.hash);
    if (root.publicKey !== null) publicKeys[root.keyId] ??= root.publicKey;
  };
  for await (const piece of source) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  }
  take(rest);
  return { hashes, publicKeys };
}

function parseRoot(line: string, number: number): AuditRoot {
  try {
    return auditRootSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new HoldfastError("invalid_request", {
      what: `Line ${number} of the kept roots is not a root of the audit trail.`,
      action: "Pass a file that was exported as roots, unchanged.",
      cause: error,
    });
  }
}
