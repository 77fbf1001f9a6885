// Removes tokens that ended long ago, in batches that are short and wait for nobody (TK-28).
import { HoldfastError } from "@holdfast/contract";
import type { AuditActor, AuditRecorder } from "../../audit/index.js";
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import { countSweepable } from "./sql/count-sweepable.js";
import { sweepHeldTokens } from "./sql/sweep-held-tokens.js";
import { sweepIssuedTokens } from "./sql/sweep-issued-tokens.js";

const hour = 3_600_000;
const day = 24 * hour;

export interface SweepOptions {
  /** Milliseconds that issued tokens stay after they expired, were used up or were revoked. At least an hour; default 7 days. */
  readonly keepIssued?: number;
  /** Milliseconds that held tokens stay after they were revoked. At least an hour; default 90 days. */
  readonly keepHeld?: number;
  /** Rows in one transaction. Default 500. */
  readonly batchSize?: number;
  /** Only counts. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly issued: number; readonly held: number }) => void;
  readonly actor?: AuditActor;
}

export interface SweepReport {
  readonly issued: number;
  readonly held: number;
  readonly dryRun: boolean;
}

export interface SweepRoom {
  readonly database: Pick<Database, "asSystem">;
  readonly clock: Clock;
  readonly audit: AuditRecorder;
}

/** Any number of processes may sweep at once. Throws invalid_request. */
export async function sweepTokens(room: SweepRoom, options: SweepOptions = {}): Promise<SweepReport> {
  const {
    keepIssued = 7 * day,
    keepHeld = 90 * day,
    dryRun = false,
    batchSize: limit = 500,
    signal,
    onProgress,
    actor,
  } = options;
  if (Math.min(keepIssued, keepHeld) < hour) throw tooShort();
  const { database, clock, audit } = room;
  const ago = (milliseconds: number): string => new Date(clock.now() - milliseconds).toISOString();
  const [issuedBefore, heldBefore] = [ago(keepIssued), ago(keepHeld)];
  if (dryRun) return { ...(await database.asSystem((db) => countSweepable(db, { issuedBefore, heldBefore }))), dryRun };
  const gone = { issued: 0, held: 0 };
  const untilFew = async (what: keyof typeof gone, batch: () => Promise<number>): Promise<void> => {
    for (let rows = limit; rows === limit && signal?.aborted !== true; onProgress?.({ ...gone })) {
      // oxlint-disable-next-line no-await-in-loop -- one batch after the other keeps the locks few
      rows = await batch();
      gone[what] += rows;
    }
  };
  await untilFew(
    "issued",
    async () => (await database.asSystem((db) => sweepIssuedTokens(db, { before: issuedBefore, limit }))).length,
  );
  await untilFew("held", () => database.asSystem((db) => sweepHeldTokens(db, { before: heldBefore, limit })));
  if (gone.issued + gone.held > 0) {
    await database.asSystem((db) =>
      audit.record(db, actor ?? { userId: null }, { action: "tokens_swept", metadata: { ...gone } }),
    );
  }
  return { ...gone, dryRun };
}

function tooShort(): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: "Tokens that have ended stay for an hour at the least.",
    why: "Until then somebody may still be told that theirs was revoked, and last uses may not be written yet.",
    action: "Choose a longer time.",
  });
}
