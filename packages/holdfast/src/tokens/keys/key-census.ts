// Which keys there are, and how many rows need each (TK-08).
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { Keyring } from "../../security/index.js";
import { countSealedRows, type SealedRows } from "./sql/count-sealed-rows.js";
import { listRetiredKeys } from "./sql/list-retired-keys.js";

export interface KeyUse {
  readonly id: string;
  /** New secrets are sealed under it. */
  readonly current: boolean;
  /** Whether this process has it. Rows under a key that nobody has cannot be opened. */
  readonly inKeyring: boolean;
  readonly retiredAt: string | null;
  readonly rows: number;
  readonly tables: Readonly<Partial<Record<SealedRows["table"], number>>>;
}

export interface KeyCensus {
  readonly currentId: string;
  /** Every key of the keyring, and every other that a row needs or that was retired. */
  readonly keys: readonly KeyUse[];
  /** Rows under another key than the current one. */
  readonly outdated: number;
}

export async function takeCensus({
  database,
  keyring,
  clock,
}: {
  readonly database: Pick<Database, "asSystem">;
  readonly keyring: Keyring;
  readonly clock: Pick<Clock, "timestamp">;
}): Promise<KeyCensus> {
  const { counts, retired } = await database.asSystem(async (db) => ({
    counts: await countSealedRows(db, { now: clock.timestamp() }),
    retired: await listRetiredKeys(db),
  }));
  const ids = new Set([...keyring.ids, ...counts.map(({ keyId }) => keyId), ...retired.map(({ id }) => id)]);
  const keys = [...ids].map((id): KeyUse => {
    const uses = counts.filter(({ keyId }) => keyId === id);
    return {
      id,
      current: id === keyring.currentId,
      inKeyring: keyring.has(id),
      retiredAt: retired.find((one) => one.id === id)?.retiredAt ?? null,
      rows: uses.reduce((sum, { rows }) => sum + rows, 0),
      tables: Object.fromEntries(uses.map(({ table, rows }) => [table, rows])),
    };
  });
  const outdated = keys.filter(({ current }) => !current).reduce((sum, { rows }) => sum + rows, 0);
  return { currentId: keyring.currentId, keys, outdated };
}
