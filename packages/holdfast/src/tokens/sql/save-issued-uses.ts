// Writes when issued tokens were used last, and moves the idle limit along. No change of state, so the generation stays.
import type { TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";

const text = `
  with used as (
    select used.id, used.at
    from unnest($1::uuid[], $2::timestamptz[]) as used (id, at)
    join holdfast.issued_token token on token.id = used.id
    order by used.id
    for no key update of token
  )
  update holdfast.issued_token token
  set
    last_used_at = greatest(token.last_used_at, used.at),
    idle_expires_at = case
      when token.idle_expires_at is not null then greatest(token.idle_expires_at, used.at + idle.length * interval '1 millisecond')
    end
  from used, unnest($3::text[], $4::double precision[]) as idle (kind, length)
  where token.id = used.id and idle.kind = token.kind and token.revoked_at is null`;

export interface IssuedUses {
  readonly uses: readonly { readonly id: TokenId; readonly at: string }[];
  /** Kinds with their idle limit in milliseconds (any number for those without). */
  readonly idle: readonly { readonly kind: string; readonly length: number }[];
}

export async function saveIssuedUses(db: Queryable, { uses, idle }: IssuedUses): Promise<void> {
  const values = [
    uses.map(({ id }) => id),
    uses.map(({ at }) => at),
    idle.map(({ kind }) => kind),
    idle.map(({ length }) => length),
  ];
  await db.query({ name: "save_issued_uses", text, values });
}
