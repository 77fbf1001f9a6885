// What a late reader has missed, from the database where memory does not reach back: after a restart, or after very many changes (RT-01).
import type { GroupId, JournalId, Position, UserId, Version } from "@holdfast/contract";
import type { Database } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import type { GroupEffect } from "../entry.js";
import { type LaterOperationRow, readOperationsAfter } from "../sql/read-operations-after.js";
import { wasChangedOutside } from "../sql/was-changed-outside.js";
import { undoableFor } from "../undo/forget-undo.js";
import type { RecentOperation } from "../view/recent-operations.js";
import type { UserView } from "../view/user-view.js";

/** More than so many are not told one by one. */
const mostOperations = 20_000;
/** Rows that are about to be forgotten are not relied on. */
const keptFor = undoableFor - 60 * 60 * 1000;

/** How many records each group holds at which version. */
export type GroupSizes = ReadonlyMap<GroupId, { readonly version: Version; readonly count: number }>;

export function sizesOf(view: UserView): GroupSizes {
  return new Map([...view.groups].map(([id, { version, records }]) => [id, { version, count: records.size }]));
}

export interface Missed {
  readonly userId: UserId;
  readonly after: Position;
  /** What the reader is told up to; all of it is in the database. */
  readonly until: Position;
  /** As of `until`. */
  readonly sizes: GroupSizes;
}

export interface MissedFrom {
  readonly database: Pick<Database, "asUser">;
  readonly journalId: JournalId;
  readonly clock: Pick<Clock, "now">;
}

/** Undefined when the database cannot tell all of it. */
export async function missedFromDatabase(
  { userId, after, until, sizes }: Missed,
  { database, journalId, clock }: MissedFrom,
): Promise<readonly RecentOperation[] | undefined> {
  if (after === 0 || after > until) return undefined;
  const limit = mostOperations;
  const { rows, isBroken } = await database.asUser(userId, async (db) => {
    const found = await readOperationsAfter(db, { userId, journalId, after, limit });
    const since = found.findLast(({ position }) => position <= after)?.at ?? null;
    return { rows: found, isBroken: await wasChangedOutside(db, { userId, since }) };
  });
  const missed = rows.filter(({ position }) => position > after && position <= until);
  const oldest = clock.now() - keptFor;
  if (isBroken || rows.length === limit || missed.some(({ at }) => Date.parse(at) < oldest)) return undefined;
  return connects(missed, sizes) ? recentOf(missed, sizes) : undefined;
}

const effectsOf = ({ effects }: LaterOperationRow): readonly GroupEffect[] => effects?.effects ?? [];

/** The versions of each group follow one another up to the present one; an operation that went past the journal leaves a hole. */
function connects(rows: readonly LaterOperationRow[], sizes: GroupSizes): boolean {
  const reached = new Map<GroupId, number>();
  for (const { group, version } of rows.flatMap(effectsOf)) {
    const before = reached.get(group);
    if (before !== undefined && version !== before + 1) return false;
    reached.set(group, version);
  }
  return [...reached].every(([group, version]) => !sizes.has(group) || sizes.get(group)?.version === version);
}

/** Counts are worked out backwards from what each group holds now. */
function recentOf(rows: readonly LaterOperationRow[], sizes: GroupSizes): readonly RecentOperation[] {
  const counts = new Map([...sizes].map(([id, { count }]) => [id, count]));
  const backwards = rows.toReversed().map((row): RecentOperation => {
    const { id, position, effects } = row;
    const changed = effectsOf(row);
    const countsAfter = changed.toReversed().map(({ group, added = [], removed = [] }) => {
      const count = counts.get(group) ?? 0;
      counts.set(group, count - added.length + removed.length);
      return count;
    });
    const groupsChanged = effects?.groups !== undefined || effects?.deleted !== undefined;
    const deleted = changed.map(({ group }) => group).filter((group) => !sizes.has(group));
    return { position, operation: id, effects: changed, counts: countsAfter.toReversed(), groupsChanged, deleted };
  });
  return backwards.toReversed();
}
