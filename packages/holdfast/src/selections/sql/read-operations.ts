// The answers that a user was given lately, newest first.
import type { OperationId, Position, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { RecordedAnswer } from "../entry.js";

export interface OperationRow {
  readonly id: OperationId;
  readonly kind: string;
  readonly fingerprint: string;
  readonly at: string;
  /** Null when it was written without the journal. */
  readonly position: Position | null;
  readonly answer: RecordedAnswer;
  /** Whether it changed anything that an undo can still take back. */
  readonly changed: boolean;
}

export async function readOperations(
  db: Queryable,
  { userId, limit }: { readonly userId: UserId; readonly limit: number },
): Promise<readonly OperationRow[]> {
  return db.query<OperationRow>({
    name: "read-operations",
    text: `
      select id, kind, fingerprint, position, answer, at, effects is not null as changed
      from holdfast.operation
      where user_id = $1
      order by at desc, position desc
      limit $2`,
    values: [userId, limit],
  });
}
