// Tables that hold data of users (a policy says so, or a column for one) without forced row-level security.
import type { Queryable } from "../statement.js";

export async function listUnprotectedTables(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ name: string }>({
    name: "list-unprotected-tables",
    text: `
      select relation.relname::text as name
      from pg_catalog.pg_class relation
      where relation.relnamespace = 'holdfast'::regnamespace
        and relation.relkind in ('r', 'p')
        and not (relation.relrowsecurity and relation.relforcerowsecurity)
        and (
          relation.relname = 'app_user'
          or exists (select from pg_catalog.pg_policy policy where policy.polrelid = relation.oid)
          or exists (
            select from pg_catalog.pg_attribute attribute
            where attribute.attrelid = relation.oid and attribute.attname in ('user_id', 'owner_id') and not attribute.attisdropped
          )
        )
      order by relation.relname`,
    values: [],
  });
  return rows.map(({ name }) => name);
}
