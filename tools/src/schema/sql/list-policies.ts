// Row-level security policies.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listPolicies = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select format('table holdfast.%I', policy.tablename) as subject,
           format('create policy %I on holdfast.%I as %s for %s to %s%s%s;', policy.policyname, policy.tablename,
             lower(policy.permissive), lower(policy.cmd), array_to_string(policy.roles, ', '),
             case when policy.qual is null then '' else format(E'\\n  using (%s)', policy.qual) end,
             case when policy.with_check is null then '' else format(E'\\n  with check (%s)', policy.with_check) end) as text
    from pg_policies policy
    where policy.schemaname = 'holdfast'
    order by policy.tablename, policy.policyname
  `);
