// Writes when held tokens were used last. No change of state, so the generation stays.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  with used as (
    select used.id, used.at
    from unnest($1::uuid[], $2::timestamptz[]) as used (id, at)
    join holdfast.held_token token on token.id = used.id
    order by used.id
    for no key update of token
  )
  update holdfast.held_token token
  set last_used_at = greatest(token.last_used_at, used.at)
  from used
  where token.id = used.id`;

export async function saveHeldUses(db: Queryable, uses: readonly { readonly id: TokenId; readonly at: string }[]): Promise<void> {
  await db.query({ name: "save_held_uses", text, values: [uses.map(({ id }) => id), uses.map(({ at }) => at)] });
}
