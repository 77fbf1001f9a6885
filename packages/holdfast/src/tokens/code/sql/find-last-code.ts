// The newest code of an owner, whatever became of it, to say why there is none to try.
import type { Queryable } from "../../../database/index.js";
import type { CodesOf } from "./lock-codes.js";

const text = `
  select case when consumed_at is not null then 'consumed' when revoked_at is not null then 'revoked' else 'expired' end as status
  from holdfast.issued_token
  where kind = $1 and user_id is not distinct from $2::uuid and sent_to is not distinct from $3 and key_id is not null
  order by created_at desc
  limit 1`;

export type LastCode = "consumed" | "revoked" | "expired";

export async function findLastCode(db: Queryable, { kind, userId, sentTo }: Omit<CodesOf, "at">): Promise<LastCode | undefined> {
  const [row] = await db.query<{ readonly status: LastCode }>({ name: "find_last_code", text, values: [kind, userId, sentTo] });
  return row?.status;
}
