// Locks the row of a held token, whatever its status, so that its next generation is ours to give.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { FullName } from "../held/held-name.js";

const text = `
  select id, generation
  from holdfast.held_token
  where user_id = $1 and provider = $2 and account = $3 and tenant_id is not distinct from $4::uuid
  for no key update`;

export interface HeldPlace {
  readonly id: TokenId;
  readonly generation: number;
}

export async function lockHeldToken(
  db: Queryable,
  { userId, provider, account, tenantId }: FullName,
): Promise<HeldPlace | undefined> {
  const [row] = await db.query<HeldPlace>({ name: "lock_held_token", text, values: [userId, provider, account, tenantId] });
  return row;
}
