// Functions with their owner and who may execute them.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listFunctions = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format('function %s', routine.oid::regprocedure) as subject,
           format(E'%s;\\nalter function %s owner to %I;', rtrim(pg_get_functiondef(routine.oid)), routine.oid::regprocedure,
             pg_get_userbyid(routine.proowner))
           || coalesce((
             select string_agg(format(E'\\ngrant execute on function %s to %s;', routine.oid::regprocedure,
                 case when item.grantee = 0 then 'public' else pg_get_userbyid(item.grantee)::text end), '' order by item.grantee = 0, pg_get_userbyid(item.grantee))
             from aclexplode(coalesce(routine.proacl, acldefault('f', routine.proowner))) item
             where item.grantee <> routine.proowner), '') as text
    from pg_proc routine
    where routine.pronamespace = 'holdfast'::regnamespace
    order by routine.oid::regprocedure::text collate "C"
  `);
