// The id behind the name of a held token.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../../database/index.js";
import type { FullName } from "../../held/held-name.js";

const text = `
  select id
  from holdfast.held_token
  where user_id = $1 and provider = $2 and account = $3 and tenant_id is not distinct from $4::uuid`;

export async function findHeldId(db: Queryable, { userId, provider, account, tenantId }: FullName): Promise<TokenId | undefined> {
  const [row] = await db.query<{ readonly id: TokenId }>({
    name: "find_held_id",
    text,
    values: [userId, provider, account, tenantId],
  });
  return row?.id;
}
