// The second witness of where the chain ends.
import type { Queryable } from "../../database/index.js";

const text = `select seq, hash from holdfast.audit_head where chain = $1`;

export async function readAuditHead(
  db: Queryable,
  { chain }: { readonly chain: number },
): Promise<{ readonly seq: number; readonly hash: Buffer } | undefined> {
  const [row] = await db.query<{ seq: number; hash: Buffer }>({ name: "read_audit_head", text, values: [chain] });
  return row;
}
