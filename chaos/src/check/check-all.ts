// The end of every scenario: the database against the driver's book, the journal's arithmetic, memory against the database.
import type { UserId } from "@holdfast/contract";
import type { Ledger } from "../load/ledger.js";
import type { Stage } from "../stage/stage.js";
import type { Worker } from "../worker/worker.js";
import { checkUser } from "./check-user.js";
import { type GroupRow, readUser } from "./read-user.js";
import type { Tally } from "./tally.js";

export interface CheckOptions {
  readonly stage: Stage;
  readonly ledger: Ledger;
  readonly tally: Tally;
  /** A worker that has applied everything; its memory is compared too. */
  readonly worker?: Worker;
  /** Whose rows were changed from outside, so that the model does not know them. */
  readonly except?: ReadonlySet<UserId>;
}

export async function checkAll({ stage, ledger, tally, worker, except }: CheckOptions): Promise<void> {
  await checkArithmetic(stage, tally);
  for (const userId of stage.users) {
    if (except?.has(userId) === true) continue;
    const rows = await readUser(stage, userId);
    const there = new Set(rows.operations.map(({ id }) => id));
    for (const { operationId, userId: owner, ack, fate } of ledger.lines()) {
      if (owner !== userId || ack === "memory" || fate?.kind !== "acknowledged") continue;
      if (!there.has(operationId) && !rows.quarantined.has(operationId))
        tally.lose(operationId, "acknowledged, and not in the database");
    }
    checkUser(rows, ledger, tally);
    if (worker !== undefined) await checkMemory(worker, userId, rows.groups, tally);
  }
}

interface JournalRow {
  readonly journal_id: string;
  readonly least: number;
  readonly most: number;
  readonly settled: number;
}

/**
 * Conservation: every operation that a lane has passed is one applied or one quarantined operation (SY-09). Idle lanes may stand a little
 * behind the others.
 */
async function checkArithmetic({ query }: Stage, tally: Tally): Promise<void> {
  const journals = await query<JournalRow>(
    `select journal_id, min(position)::int as least, max(position)::int as most, sum(applied + quarantined)::int as settled
     from holdfast.journal_lane group by journal_id`,
  );
  for (const { journal_id: journal, least, most, settled } of journals) {
    if (settled < least || settled > most)
      tally.wrong(`Journal ${journal} is at ${least} to ${most}, but applied and quarantined ${settled}.`);
    const [row] = await query<{ readonly rows: number; readonly positions: number; readonly last: number }>(
      `select count(*)::int as rows, count(distinct position)::int as positions, coalesce(max(position), 0)::int as last
       from (select position from holdfast.operation where journal_id = $1 union all select position from holdfast.quarantine where journal_id = $1) as there`,
      [journal],
    );
    if (row?.rows !== settled || row.positions !== settled || row.last > most)
      tally.wrong(
        `Journal ${journal} is at ${least} to ${most}, with ${row?.rows} operations at ${row?.positions} positions up to ${row?.last}.`,
      );
  }
}

async function checkMemory(worker: Worker, userId: UserId, groups: readonly GroupRow[], tally: Tally): Promise<void> {
  for (const { id, version, record_ids } of groups) {
    const held = await worker.ask("records", { userId, group: id });
    const same =
      held !== null &&
      held.version === version &&
      held.recordIds.length === record_ids.length &&
      isSubset(held.recordIds, record_ids);
    if (!same)
      tally.wrong(
        `Memory shows group ${id} with ${held?.count} records at ${held?.version}; the database has ${record_ids.length} at ${version}.`,
      );
  }
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  const set = new Set(all);
  return some.every((id) => set.has(id));
}

/** What callers were told is visible before anything else is answered (SY-11). */
export async function checkVisible(worker: Worker, userId: UserId, ledger: Ledger, tally: Tally): Promise<void> {
  const told = ledger.toldOf(userId);
  const { groups } = await worker.ask("groups", { userId });
  for (const { id, version } of groups) {
    const expected = told.get(id);
    if (expected !== undefined && version < expected)
      tally.wrong(`After the start, group ${id} is shown at ${version}; callers were told ${expected}.`);
  }
}
