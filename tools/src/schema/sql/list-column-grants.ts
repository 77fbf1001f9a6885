// Rights on single columns.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listColumnGrants = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format('table %s', field.attrelid::regclass) as subject,
           format('grant %s (%s) on %s to %s;', lower(item.privilege_type),
             string_agg(quote_ident(field.attname), ', ' order by field.attnum), field.attrelid::regclass,
             case when item.grantee = 0 then 'public' else pg_get_userbyid(item.grantee)::text end) as text
    from pg_attribute field
    join pg_class relation on relation.oid = field.attrelid
    cross join aclexplode(field.attacl) item
    where relation.relnamespace = 'holdfast'::regnamespace
      and not field.attisdropped
    group by field.attrelid, relation.relname, item.privilege_type, item.grantee
    order by relation.relname, pg_get_userbyid(item.grantee), item.privilege_type collate "C"
  `);
