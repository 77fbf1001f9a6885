// Triggers, and whether they also fire for replicated changes.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listTriggers = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format('table %s', hook.tgrelid::regclass) as subject,
           pg_get_triggerdef(hook.oid) || ';' || case hook.tgenabled
             when 'O' then ''
             when 'A' then format(E'\\nalter table %s enable always trigger %I;', hook.tgrelid::regclass, hook.tgname)
             when 'D' then format(E'\\nalter table %s disable trigger %I;', hook.tgrelid::regclass, hook.tgname)
             else format(E'\\nalter table %s enable replica trigger %I;', hook.tgrelid::regclass, hook.tgname)
           end as text
    from pg_trigger hook
    join pg_class relation on relation.oid = hook.tgrelid
    where relation.relnamespace = 'holdfast'::regnamespace
      and not hook.tgisinternal and hook.tgparentid = 0
      and (not relation.relispartition or pg_get_expr(relation.relpartbound, relation.oid) = 'DEFAULT')
    order by relation.relname, hook.tgname
  `);
