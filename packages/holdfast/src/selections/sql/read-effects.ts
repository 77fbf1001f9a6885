// What one operation did, as undo needs to know it; nothing when it changed nothing or is too old.
import type { OperationId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { StoredEffects } from "./insert-operations.js";

export async function readEffects(
  db: Queryable,
  { userId, operationId }: { readonly userId: UserId; readonly operationId: OperationId },
): Promise<StoredEffects | undefined> {
  const rows = await db.query<{ effects: StoredEffects }>({
    name: "read-effects",
    text: `select effects from holdfast.operation where user_id = $1 and id = $2 and effects is not null`,
    values: [userId, operationId],
  });
  return rows[0]?.effects;
}
