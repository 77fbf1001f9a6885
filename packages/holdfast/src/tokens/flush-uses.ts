// Writes what the ledgers of last uses hold, in bounded batches.
import type { Database } from "../database/index.js";
import type { Kinds } from "./kinds.js";
import { saveHeldUses } from "./sql/save-held-uses.js";
import { saveIssuedUses } from "./sql/save-issued-uses.js";
import type { DatedUse, UseLedger } from "./use-ledger.js";

interface Ledgers {
  readonly database: Pick<Database, "asSystem">;
  readonly kinds: Kinds;
  readonly issued: UseLedger;
  readonly held: UseLedger;
}

const batch = 1000;

/** One statement per thousand tokens, however often each was used. */
export async function flushUses({ database, kinds, issued, held }: Ledgers): Promise<void> {
  await issued.flush((uses) =>
    inBatches(uses, (part) => database.asSystem((db) => saveIssuedUses(db, { uses: part, idle: kinds.idleLimits }))),
  );
  await held.flush((uses) => inBatches(uses, (part) => database.asSystem((db) => saveHeldUses(db, part))));
}

type WrittenUse = { readonly id: DatedUse["id"]; readonly at: string };

async function inBatches(uses: readonly DatedUse[], write: (part: readonly WrittenUse[]) => Promise<void>): Promise<void> {
  const dated = uses.map(({ id, at }) => ({ id, at: new Date(at).toISOString() }));
  // oxlint-disable-next-line no-await-in-loop -- one batch after the other keeps the locks short
  for (let start = 0; start < dated.length; start += batch) await write(dated.slice(start, start + batch));
}
