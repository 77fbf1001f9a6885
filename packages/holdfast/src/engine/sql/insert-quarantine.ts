// Keeps an operation that the database refused, whole, with the reason (SY-05).
import type { JournalId, OperationId, Position, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export interface QuarantinedOperation {
  readonly journalId: JournalId;
  readonly position: Position;
  readonly userId: UserId;
  readonly operationId: OperationId;
  readonly sqlState: string;
  readonly message: string;
  readonly payload: unknown;
  readonly at: string;
}

/** What is refused may be refused for its text: the quarantine takes it all the same, with a sign in the place of what cannot be kept. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.replace(/[\0\p{Cs}]/gu, "\ufffd") : value;

export async function insertQuarantine(db: Queryable, row: QuarantinedOperation): Promise<void> {
  await db.query({
    name: "insert-quarantine",
    text: `
      insert into holdfast.quarantine (journal_id, position, user_id, operation_id, sql_state, message, payload, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      row.journalId,
      row.position,
      row.userId,
      row.operationId,
      row.sqlState,
      row.message,
      JSON.stringify(row.payload, storable),
      row.at,
    ],
  });
}
