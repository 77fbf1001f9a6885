// Keys, checks and references; NOT NULL stands with its column, and what a partition inherits with its parent.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listConstraints = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format('table %s', rule.conrelid::regclass) as subject,
           format('alter table %s add constraint %I %s;', rule.conrelid::regclass, rule.conname, pg_get_constraintdef(rule.oid)) as text
    from pg_constraint rule
    join pg_class relation on relation.oid = rule.conrelid
    where relation.relnamespace = 'holdfast'::regnamespace
      and rule.contype in ('p', 'u', 'f', 'c', 'x')
      and rule.conparentid = 0 and rule.coninhcount = 0
    order by relation.relname, array_position('{p,u,x,f,c}', rule.contype::text), rule.conname
  `);
