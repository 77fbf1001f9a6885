// Declares a key done with: refused while a row needs it, and from then on nobody can write under it (TK-08).
import { HoldfastError } from "@holdfast/contract";
import type { AuditActor } from "../../audit/index.js";
import { type KeyCensus, type KeyUse, takeCensus } from "./key-census.js";
import type { RotationRoom } from "./rotate-keys.js";
import { deleteRetiredKey } from "./sql/delete-retired-key.js";
import { insertRetiredKey } from "./sql/insert-retired-key.js";
import { waitForWriters } from "./sql/wait-for-writers.js";

export interface RetireOptions {
  /** Only says whether it could be retired. */
  readonly dryRun?: boolean;
  readonly actor?: AuditActor;
}

/**
 * Answers the census that allows it; the key can then be taken out of every keyring. The order matters: first nobody can begin to
 * write under the key, then those who had begun are waited for, then the rows are counted. Throws key_in_use.
 */
export async function retireKey(
  room: RotationRoom,
  id: string,
  { dryRun = false, actor }: RetireOptions = {},
): Promise<KeyCensus> {
  const { database, clock, audit, keyring } = room;
  if (id === keyring.currentId) throw inUse(id, "new secrets are sealed under it", "Make another key current first.", 0);
  const census = await refuseUsed(room, id);
  if (dryRun) return census;
  await database.asSystem((db) => insertRetiredKey(db, { id, at: clock.timestamp() }));
  await database.asSystem((db) => waitForWriters(db));
  try {
    const after = await refuseUsed(room, id);
    await database.asSystem((db) =>
      audit.record(db, actor ?? { userId: null }, { action: "key_retired", metadata: { keyId: id } }),
    );
    return after;
  } catch (error) {
    await database.asSystem((db) => deleteRetiredKey(db, { id }));
    throw error;
  }
}

async function refuseUsed(room: RotationRoom, id: string): Promise<KeyCensus> {
  const census = await takeCensus(room);
  const use = census.keys.find((key) => key.id === id);
  if (use !== undefined && use.rows > 0)
    throw inUse(
      id,
      `${use.rows} rows need it (${tablesOf(use)})`,
      "Rotate to the current key first, and wait for short codes to end.",
      use.rows,
    );
  return census;
}

function tablesOf({ tables }: KeyUse): string {
  return Object.entries(tables)
    .map(([table, rows]) => `${table}: ${rows}`)
    .join(", ");
}

function inUse(id: string, what: string, action: string, rows: number): HoldfastError {
  return new HoldfastError("key_in_use", {
    what: `The key ${id} cannot be retired: ${what}.`,
    why: "What is sealed under it could not be opened any more.",
    action,
    data: { keyId: id, rows },
  });
}
