// What each role may do with each table, view and sequence; the owner's own rights go without saying.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listRelationGrants = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format(case relation.relkind when 'S' then 'sequences' when 'v' then 'view holdfast.%I' else 'table holdfast.%I' end, relation.relname) as subject,
           format('grant %s on %s%s to %s;', string_agg(lower(item.privilege_type), ', ' order by item.privilege_type collate "C"),
             case when relation.relkind = 'S' then 'sequence ' else '' end, relation.oid::regclass,
             case when item.grantee = 0 then 'public' else pg_get_userbyid(item.grantee)::text end) as text
    from pg_class relation
    cross join aclexplode(relation.relacl) item
    where relation.relnamespace = 'holdfast'::regnamespace
      and relation.relkind in ('r', 'p', 'v', 'm', 'S')
      and (not relation.relispartition or pg_get_expr(relation.relpartbound, relation.oid) = 'DEFAULT')
      and item.grantee <> relation.relowner
    group by relation.oid, relation.relname, relation.relkind, item.grantee
    order by relation.relname, pg_get_userbyid(item.grantee)
  `);
