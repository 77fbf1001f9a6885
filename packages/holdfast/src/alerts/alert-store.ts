// Brings new alerts into the database; those that it does not take now wait in memory, the newest hundred of them.
import type { Database } from "../database/index.js";
import type { Log } from "../runtime/log.js";
import { insertAlert, type NewAlert } from "./sql/insert-alert.js";

const mostUnkept = 100;

export interface AlertStore {
  /** Returns at once. */
  add(alert: NewAlert): void;
  /** Resolves when all are in the database; rejects when it does not take them, and they stay. */
  keep(): Promise<void>;
  /** Resolves when what runs has ended, in whatever way. */
  settled(): Promise<void>;
}

export function createAlertStore({
  database,
  log,
}: {
  readonly database: Pick<Database, "asSystem">;
  readonly log: Log;
}): AlertStore {
  const unkept = new Map<string, NewAlert>();
  let keeping: Promise<void> = Promise.resolve();
  const keepAll = async (): Promise<void> => {
    // What is added meanwhile has its own turn.
    const alerts = [...unkept.values()];
    if (alerts.length === 0) return;
    await database.asSystem(async (db) => {
      // oxlint-disable-next-line no-await-in-loop -- one connection, one after the other
      for (const alert of alerts) await insertAlert(db, alert);
    });
    for (const { id } of alerts) unkept.delete(id);
  };
  const keep = (): Promise<void> => (keeping = keeping.then(keepAll, keepAll));
  return {
    add: (alert) => {
      unkept.set(alert.id, alert);
      const [oldest] = unkept.keys();
      if (unkept.size > mostUnkept && oldest !== undefined) unkept.delete(oldest);
      keep().catch((error: unknown) =>
        log.error("An alert cannot be kept in the database now; it will be tried again.", {
          alert: alert.id,
          reason: String(error),
        }),
      );
    },
    keep,
    settled: () => keeping.catch(() => undefined),
  };
}
