// The ids of all operations of a user, 16 bytes each in one value, for the marks that tell a repeat from something new.
import type { UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

export async function readOperationIds(
  db: Queryable,
  { userId, most }: { readonly userId: UserId; readonly most: number },
): Promise<Buffer> {
  const [row] = await db.query<{ readonly ids: Buffer | null }>({
    name: "read-operation-ids",
    text: `
      select string_agg(uuid_send(id), ''::bytea) as ids
      from (select id from holdfast.operation where user_id = $1 limit $2) as known`,
    values: [userId, most],
  });
  return row?.ids ?? Buffer.alloc(0);
}
