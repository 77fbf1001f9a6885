// The roles of Holdfast and what each is a member of; logins belong to an installation.
import type { CatalogueReader, DumpStatement } from "../catalogue-reader.js";

export const listRoles = (db: CatalogueReader): Promise<readonly DumpStatement[]> =>
  db.query<DumpStatement>(`
    select 'roles' as subject,
           format('create role %I %s %s%s%s;', role.rolname,
             case when role.rolcanlogin then 'login' else 'nologin' end,
             case when role.rolinherit then 'inherit' else 'noinherit' end,
             case when role.rolsuper then ' superuser' else '' end,
             case when role.rolbypassrls then ' bypassrls' else '' end) as text
    from pg_roles role
    where role.rolname like 'holdfast\\_%'
    order by role.rolname
  `);
