// One sealer at a time, for the length of a transaction; nobody who writes rows waits for it.
import type { Queryable } from "../../database/index.js";

const attempt = `select pg_try_advisory_xact_lock(hashtext('holdfast.audit_seal')) as got`;
const wait = `select pg_advisory_xact_lock(hashtext('holdfast.audit_seal')) is not null as got`;

/** False when another transaction has the lock, unless `patient`. */
export async function lockAuditChain(db: Queryable, { patient }: { readonly patient: boolean }): Promise<boolean> {
  const statement = patient ? { name: "wait_audit_chain", text: wait } : { name: "try_audit_chain", text: attempt };
  const [row] = await db.query<{ got: boolean }>({ ...statement, values: [] });
  return row?.got === true;
}
