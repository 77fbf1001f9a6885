// Views with their options.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listViews = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format('view holdfast.%I', relation.relname) as subject,
           format(E'create view holdfast.%I%s as\\n%s\\nalter view holdfast.%I owner to %I;', relation.relname,
             case when relation.reloptions is null then '' else format(' with (%s)', array_to_string(relation.reloptions, ', ')) end,
             pg_get_viewdef(relation.oid, true), relation.relname, pg_get_userbyid(relation.relowner)) as text
    from pg_class relation
    where relation.relnamespace = 'holdfast'::regnamespace and relation.relkind = 'v'
    order by relation.relname
  `);
