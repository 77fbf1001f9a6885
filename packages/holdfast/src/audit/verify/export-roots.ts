// The chain without the rows, to be kept where no administrator of the database can write.
import type { Database } from "../../database/index.js";
import { type AuditSeal, chainNumber } from "../seal/audit-seal.js";
import type { SealKeys } from "../seal/seal-keys.js";
import { pageAuditSeals } from "../sql/page-audit-seals.js";
import type { AuditRoot } from "./anchors.js";

const pageSize = 500;

export function rootOf(seal: AuditSeal, keys: SealKeys): AuditRoot {
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
  } = seal;
  return {
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
    root: root.toString("hex"),
    keysDigest: keysDigest.toString("hex"),
    previous: previous.toString("hex"),
    keyId,
    publicKey: keys.publicText(keyId) ?? null,
    sealedAt,
    detail: seal.detail,
    hash: seal.hash.toString("hex"),
    signature: seal.signature.toString("base64"),
  };
}

/** JSON lines, oldest first, after the seal number `after`. */
export async function* exportRoots(database: Pick<Database, "asSystem">, keys: SealKeys, after = 0): AsyncGenerator<string> {
  let [place, more] = [after, true];
  while (more) {
    const page = { chain: chainNumber, after: place, limit: pageSize };
    const seals = await database.asSystem((db) => pageAuditSeals(db, page), "single reads");
    for (const seal of seals) yield `${JSON.stringify(rootOf(seal, keys))}\n`;
    place = seals.at(-1)?.seq ?? place;
    more = seals.length === pageSize;
  }
}
