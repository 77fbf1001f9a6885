// Finds the first answer to an operation id: in memory while it is new, in the database afterwards (SE-01).
import type { OperationId, Position } from "@holdfast/contract";
import type { SelectionRoom } from "../room.js";
import { findOperation } from "../sql/find-operation.js";
import { readSnapshot } from "../view/read-snapshot.js";
import type { UserView } from "../view/user-view.js";
import type { AnsweredOperation } from "./whole-answer.js";

/** Undefined when the operation was never answered. Asks the database only where memory cannot rule that out. */
export async function findAnswered(
  { options: { database, journal, drain } }: SelectionRoom,
  { userId, operations }: UserView,
  operationId: OperationId,
): Promise<AnsweredOperation | undefined> {
  const recent = operations.find(operationId);
  if (recent !== undefined || !operations.mayBeOlder(operationId)) return recent;
  const from = { database, journalId: journal.id, drain };
  const { state: row, pending } = await readSnapshot(userId, from, (db) => findOperation(db, { userId, operationId }));
  // A database that was restored has forgotten it, and will be given it again.
  if (row === undefined) return pending.find(({ body }) => body.operation === operationId);
  const { id, kind, fingerprint, at, answer, position } = row;
  return { position: position ?? (0 as Position), body: { operation: id, kind, fingerprint, at, answer } };
}
