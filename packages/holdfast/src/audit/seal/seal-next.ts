// Seals the next window of rows, if there is one and nobody else is at it.
import { HoldfastError } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import { lockAuditChain } from "../sql/lock-audit-chain.js";
import { readUnsealedWindow } from "../sql/read-unsealed-window.js";
import { appendRows, followOn, readChainEnd, type SealMeans } from "./append-seal.js";
import type { AuditSeal } from "./audit-seal.js";

export interface SealStep {
  /** `sealed`: a window was added. `idle`: there is nothing that can be sealed. `busy`: another sealer works. */
  readonly state: "sealed" | "idle" | "busy";
  /** The end of the chain as it was found. */
  readonly found: AuditSeal | undefined;
  /** The end of the chain now. */
  readonly last: AuditSeal | undefined;
  /** Whether the window was as large as it may be, so that the next one can follow at once. */
  readonly isFull: boolean;
  /** Whether rows are left that are not sealed. */
  readonly hasMore: boolean;
}

/** Rows of one window: few enough to be hashed in two milliseconds, many enough that verifying signatures costs nothing. */
export const windowRows = 2048;

/** One transaction. Throws configuration_invalid when the database was moved to a server that counts transactions from lower on. */
export async function sealNext(database: Pick<Database, "asSystem">, means: SealMeans): Promise<SealStep> {
  return database.asSystem(async (db) => {
    if (!(await lockAuditChain(db, { patient: false })))
      return { state: "busy", found: undefined, last: undefined, isFull: false, hasMore: false };
    const end = await readChainEnd(db);
    const found = end.last;
    const { lastXact, lastId } = followOn(end);
    const window = await readUnsealedWindow(db, { xact: lastXact, id: lastId, limit: windowRows });
    if (window?.isBehind === true) throw movedServer(lastXact);
    if (window === undefined || window.rowCount === 0)
      return { state: "idle", found, last: found, isFull: false, hasMore: window?.hasMore ?? false };
    const last = await appendRows(db, means, end, window);
    return { state: "sealed", found, last, isFull: window.rowCount === windowRows, hasMore: window.hasMore };
  });
}

function movedServer(lastXact: string): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: "This server's transaction counter is behind the sealed audit trail: the database was restored from a dump into another server.",
    why: "New rows of the trail would seem older than what is sealed, and could not be told from forged ones.",
    action: `Stop the processes and raise the server's counter above ${lastXact} with pg_resetwal --next-transaction-id and --epoch, then start again.`,
    data: { lastXact },
  });
}
