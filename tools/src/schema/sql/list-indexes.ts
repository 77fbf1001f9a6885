// Indexes that no constraint brings along.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listIndexes = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format('table %s', entry.indrelid::regclass) as subject, pg_get_indexdef(entry.indexrelid) || ';' as text
    from pg_index entry
    join pg_class relation on relation.oid = entry.indexrelid
    where relation.relnamespace = 'holdfast'::regnamespace
      and not relation.relispartition
      and not exists (select from pg_constraint rule where rule.conindid = entry.indexrelid)
    order by entry.indrelid::regclass::text collate "C", relation.relname
  `);
