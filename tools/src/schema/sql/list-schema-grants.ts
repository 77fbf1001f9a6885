// Who owns and who may use the schema.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listSchemaGrants = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select subject, text from (
    select 'schema' as subject,
           format('create schema %I authorization %I;', namespace.nspname, pg_get_userbyid(namespace.nspowner)) as text
    from pg_namespace namespace
    where namespace.nspname = 'holdfast'
    union all
    select 'schema',
           format('grant %s on schema holdfast to %s;', string_agg(lower(item.privilege_type), ', ' order by item.privilege_type collate "C"),
             case when item.grantee = 0 then 'public' else pg_get_userbyid(item.grantee)::text end)
    from pg_namespace namespace
    cross join aclexplode(namespace.nspacl) item
    where namespace.nspname = 'holdfast' and item.grantee <> namespace.nspowner
    group by item.grantee
    ) statement
    order by text collate "C"
  `);
