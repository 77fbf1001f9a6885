// Sequences that were made by name; those of identity columns belong to their columns.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listSequences = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select 'sequences' as subject,
           format('create sequence holdfast.%I as %s increment %s minvalue %s maxvalue %s start %s cache %s%s;', relation.relname,
             format_type(sequence.seqtypid, null), sequence.seqincrement, sequence.seqmin, sequence.seqmax, sequence.seqstart,
             sequence.seqcache, case when sequence.seqcycle then ' cycle' else '' end) as text
    from pg_sequence sequence
    join pg_class relation on relation.oid = sequence.seqrelid
    where relation.relnamespace = 'holdfast'::regnamespace
      and not exists (select from pg_depend link where link.objid = relation.oid and link.deptype = 'i')
    order by relation.relname
  `);
