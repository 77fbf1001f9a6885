// One link of the chain of seals, and the bytes that are hashed and signed for it.
import { createHash } from "node:crypto";

/** `rows`: a window of the trail. `retention`: months that were removed. `key`: from here on another key signs. */
export type SealKind = "rows" | "retention" | "key";

/** What a seal says, before it is hashed and signed. */
export interface SealContents {
  readonly chain: number;
  readonly seq: number;
  readonly kind: SealKind;
  /** Version of the canonical forms. */
  readonly form: number;
  /** Number of its first row, counted over the whole trail without gaps. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** Earliest and latest time of its rows. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** The end of the window, in the order of the trail; it begins after the end of the seal before. */
  readonly lastXact: string;
  readonly lastId: number;
  readonly root: Buffer;
  readonly keysDigest: Buffer;
  readonly previous: Buffer;
  readonly keyId: string;
  readonly sealedAt: string;
  /** JSON. */
  readonly detail: string;
}

/** One row of `holdfast.audit_seal`. */
export interface AuditSeal extends SealContents {
  readonly hash: Buffer;
  readonly signature: Buffer;
}

/** Months that retention removed, as a seal of kind `retention` tells it. */
export interface Removal {
  /** Inclusive. */
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly rows: number;
  /** Users of whose erasure those months told. */
  readonly erased: readonly string[];
}

export const chainNumber = 1;
export const sealForm = 1;
export const beginning: Buffer = Buffer.alloc(32);

// Each field is preceded by its length, and null by -1, so that no two contents share their bytes.
export function hashSeal(seal: SealContents): Buffer {
  const {
    chain,
    seq,
    kind,
    form,
    firstRow,
    rowCount,
    firstAt,
    lastAt,
    lastXact,
    lastId,
    root,
    keysDigest,
    previous,
    keyId,
    sealedAt,
    detail,
  } = seal;
  const hash = createHash("sha256").update("holdfast/audit-seal/v1");
  const fields = [
    chain,
    seq,
    kind,
    form,
    firstRow,
    rowCount,
    firstAt,
    lastAt,
    lastXact,
    lastId,
    root,
    keysDigest,
    previous,
    keyId,
    sealedAt,
    detail,
  ];
  for (const field of fields) {
    const bytes = Buffer.isBuffer(field) ? field : Buffer.from(String(field ?? ""));
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest();
}
