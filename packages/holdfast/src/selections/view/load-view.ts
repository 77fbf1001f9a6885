// Makes a user's view: what the database holds at a position, then the journal after it (SY-11).
import { HoldfastError, type Position, type UserId } from "@holdfast/contract";
import type { RecordBook } from "./record-book.js";
import { RecordSet, sortNumbers } from "./record-set.js";
import { findUser } from "../sql/find-user.js";
import { type GroupRow, readGroups } from "../sql/read-groups.js";
import { type OperationRow, readOperations } from "../sql/read-operations.js";
import { readSnapshot, type SnapshotOptions } from "./read-snapshot.js";
import { UserView } from "./user-view.js";

/** How many answered operations of a user memory carries; older repeats are looked up. */
const operationsInMemory = 1000;

export interface LoadOptions extends SnapshotOptions {
  readonly book: RecordBook;
}

export async function loadView(userId: UserId, { book, ...from }: LoadOptions): Promise<UserView> {
  const { position, pending, state } = await readSnapshot(userId, from, async (db) => ({
    known: await findUser(db, { userId }),
    groups: await readGroups(db, { userId }),
    operations: await readOperations(db, { userId, limit: operationsInMemory + 1 }),
  }));
  const { known, groups, operations } = state;
  if (!known) throw unknownUser();
  const view = new UserView(userId, position, operations.length <= operationsInMemory);
  for (const row of groups) addGroup(view, row, book);
  for (const row of operations.toReversed()) addOperation(view, row);
  for (const entry of pending) view.apply(entry, book);
  return view;
}

function unknownUser(): HoldfastError {
  return new HoldfastError("not_found", {
    what: "There is no user with this id.",
    action: "Make the user first, in the users table that Holdfast was set up with.",
  });
}

function addGroup(view: UserView, row: GroupRow, book: RecordBook): void {
  const { id, name, description, place, version } = row;
  const image = { id, name, description, isDefault: row.is_default, place, createdAt: row.created_at };
  const numbers = row.record_ids.map((recordId) => book.intern(recordId));
  view.groups.set(id, {
    image,
    version,
    updatedAt: row.updated_at,
    records: new RecordSet(sortNumbers(numbers)),
    frozen: undefined,
  });
}

function addOperation(view: UserView, { id, fingerprint, position, answer, changed }: OperationRow): void {
  view.operations.set(id, { fingerprint, answer, position: position ?? (0 as Position) });
  view.recordGesture({ operation: id, fingerprint, answer }, changed);
}
