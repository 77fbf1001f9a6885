// As whom this transaction runs, and what that role and its login could do beside the policies.
import type { Queryable } from "../statement.js";

export interface RoleRights {
  readonly role: string;
  readonly isSuperuser: boolean;
  readonly bypassesPolicies: boolean;
  readonly ownsTables: boolean;
  /** Whether a query can claim to be another user. */
  readonly canSetConfig: boolean;
  readonly login: string;
  readonly loginIsSuperuser: boolean;
  readonly loginBypassesPolicies: boolean;
}

export async function readRoleRights(db: Queryable): Promise<RoleRights | undefined> {
  const rows = await db.query<RoleRights>({
    name: "read-role-rights",
    text: `
      select
        role.rolname::text as role,
        role.rolsuper as "isSuperuser",
        role.rolbypassrls as "bypassesPolicies",
        exists (
          select from pg_catalog.pg_class relation
          where relation.relnamespace = 'holdfast'::regnamespace and relation.relkind in ('r', 'p') and relation.relowner = role.oid
        ) as "ownsTables",
        has_function_privilege(role.oid, 'pg_catalog.set_config(text, text, boolean)', 'execute') as "canSetConfig",
        login.rolname::text as login,
        login.rolsuper as "loginIsSuperuser",
        login.rolbypassrls as "loginBypassesPolicies"
      from pg_catalog.pg_roles role, pg_catalog.pg_roles login
      where role.rolname = current_user and login.rolname = session_user`,
    values: [],
  });
  return rows[0];
}
