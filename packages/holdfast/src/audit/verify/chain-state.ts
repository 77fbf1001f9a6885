// Where the chain ends, for whoever wants to see that it grows: a look, not a verification.
import type { Database } from "../../database/index.js";
import { chainNumber } from "../seal/audit-seal.js";
import { lastAuditSeal } from "../sql/last-audit-seal.js";

export interface AuditChainState {
  /** Number of the last seal; 0 before the first. */
  readonly seals: number;
  readonly sealedAt: string | null;
  /** Time of the newest event under a seal. */
  readonly sealedUpTo: string | null;
  /** Hash of the last seal, in hex: whoever notes it can tell later whether the chain was rewritten. */
  readonly hash: string | null;
}

export async function readChainState(database: Pick<Database, "asSystem">): Promise<AuditChainState> {
  const seal = await database.asSystem((db) => lastAuditSeal(db, { chain: chainNumber }));
  if (seal === undefined) return { seals: 0, sealedAt: null, sealedUpTo: null, hash: null };
  const { seq, sealedAt, lastAt, hash } = seal;
  return { seals: seq, sealedAt, sealedUpTo: lastAt, hash: hash.toString("hex") };
}
