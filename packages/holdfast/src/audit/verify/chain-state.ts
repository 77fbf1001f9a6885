// Where the chain ends, for whoever wants to see that it grows: a look, not a verification.
import type { Database } from "../../database/index.js";
import { chainNumber } from "../seal/audit-seal.js";
import { countUnsealedEvents } from "../sql/count-unsealed-events.js";
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
  const seal = await database.asSystem((db) => lastAuditSeal(db, { chain: chainNumber }), "single reads");
  if (seal === undefined) return { seals: 0, sealedAt: null, sealedUpTo: null, hash: null };
  const { seq, sealedAt, lastAt, hash } = seal;
  return { seals: seq, sealedAt, sealedUpTo: lastAt, hash: hash.toString("hex") };
}

export interface SealingState extends AuditChainState {
  /** Rows that wait for their seal: healthy, while the oldest is seconds old. */
  readonly unsealed: { readonly rows: number; readonly oldestAt: string | null };
}

/** The same, with what waits behind the end of the chain. */
export async function readSealingState(database: Pick<Database, "asSystem">): Promise<SealingState> {
  const chain = await readChainState(database);
  const { rowCount, oldestAt } = await database.asSystem(async (db) => {
    const last = await lastAuditSeal(db, { chain: chainNumber });
    return countUnsealedEvents(db, last ?? { lastXact: "0", lastId: 0 });
  });
  return { ...chain, unsealed: { rows: rowCount, oldestAt } };
}
