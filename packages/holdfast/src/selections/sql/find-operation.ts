// One answer that was given before, for users with more operations than memory carries.
import type { OperationId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { OperationRow } from "./read-operations.js";

export async function findOperation(
  db: Queryable,
  { userId, operationId }: { readonly userId: UserId; readonly operationId: OperationId },
): Promise<OperationRow | undefined> {
  const rows = await db.query<OperationRow>({
    name: "find-operation",
    text: `
      select id, kind, fingerprint, position, answer, at, effects is not null as changed
      from holdfast.operation
      where user_id = $1 and id = $2`,
    values: [userId, operationId],
  });
  return rows[0];
}
