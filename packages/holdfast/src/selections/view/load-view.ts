// Makes a user's view: what the database holds at a position, then the journal after it (SY-11).
import { HoldfastError, type UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { RecordBook } from "./record-book.js";
import { RecordSet, sortNumbers } from "./record-set.js";
import { findUser } from "../sql/find-user.js";
import { type GroupRow, readGroups } from "../sql/read-groups.js";
import { readOperationIds } from "../sql/read-operation-ids.js";
import { type OperationRow, readOperations } from "../sql/read-operations.js";
import { readSnapshot, type SnapshotOptions } from "./read-snapshot.js";
import { AnsweredOperations, markOf, marksOf, sortMarks } from "./answered-operations.js";
import { UserView } from "./user-view.js";

/** How many operations are read for what can be undone. */
const operationsForUndo = 1000;
/** How many ids are read at most, to tell repeats; of users with more, every id is looked up. */
const mostMarks = 200_000;

export interface LoadOptions extends SnapshotOptions {
  readonly book: RecordBook;
}

export async function loadView(userId: UserId, { book, ...from }: LoadOptions): Promise<UserView> {
  const { position, pending, state } = await readSnapshot(userId, from, async (db) => {
    const operations = await readOperations(db, { userId, limit: operationsForUndo });
    return {
      known: await findUser(db, { userId }),
      groups: await readGroups(db, { userId }),
      operations,
      answered: await readAnswered(db, userId, operations),
    };
  });
  const { known, groups, operations, answered } = state;
  if (!known) throw unknownUser();
  const view = new UserView(userId, position, answered);
  for (const row of groups) addGroup(view, row, book);
  for (const row of operations.toReversed()) addGesture(view, row);
  for (const entry of pending) view.apply(entry, book);
  return view;
}

/** Memory carries marks only: a repeat is rare, and its answer is in the database. */
async function readAnswered(db: Queryable, userId: UserId, rows: readonly OperationRow[]): Promise<AnsweredOperations> {
  const isWhole = rows.length < operationsForUndo;
  const marks = isWhole ? rows.map(({ id }) => markOf(id)) : marksOf(await readOperationIds(db, { userId, most: mostMarks }));
  return new AnsweredOperations(sortMarks(marks), marks.length < mostMarks);
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
  view.addGroup({ image, version, updatedAt: row.updated_at, records: new RecordSet(sortNumbers(numbers)) });
}

function addGesture(view: UserView, { id, kind, at, fingerprint, answer, changed }: OperationRow): void {
  view.recordGesture({ operation: id, kind, at, fingerprint, answer }, changed);
}
