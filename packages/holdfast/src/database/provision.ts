// Roles and logins: who may do what in the database, made before the first migration and repeated harmlessly after.
import { HoldfastError } from "@holdfast/contract";
import type pg from "pg";
import type { Log } from "../runtime/log.js";
import type { HostTables } from "./host-tables.js";
import { sqlStateOf } from "./failure.js";

export const groupRoles = ["holdfast_owner", "holdfast_app", "holdfast_writer"] as const;

// Roles belong to the whole cluster: another database's migration may be making the same one right now.
const createRole = (role: string): string => `do $$ begin
  create role ${role} nologin noinherit;
exception when duplicate_object or unique_violation then null;
end $$`;

/** Makes the three roles and lets the present login switch to each. */
export async function ensureRoles(client: pg.Client): Promise<void> {
  const existing = await client.query<{ rolname: string }>("select rolname from pg_roles where rolname = any($1)", [groupRoles]);
  const there = new Set(existing.rows.map((row) => row.rolname));
  const missing = groupRoles.filter((role) => !there.has(role));
  try {
    for (const role of missing) await client.query(createRole(role));
    // Since PostgreSQL 16 whoever makes a role is a member of it that may give it away, but not yet switch to it.
    const unreachable = await client.query<{ role: string }>(
      `select role from unnest($1::text[]) as role
       where not pg_has_role(current_user, role, case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end)`,
      [groupRoles],
    );
    for (const { role } of unreachable.rows) await client.query(`grant ${role} to current_user`);
    await client.query("do $$ begin execute format('grant create on database %I to holdfast_owner', current_database()); end $$");
  } catch (error) {
    if (sqlStateOf(error) !== "42501") throw error;
    throw new HoldfastError("configuration_invalid", {
      what: "This login may not create the roles that Holdfast needs.",
      why: "Requests must run as a role that owns nothing and cannot bypass row-level security.",
      action:
        `Let an administrator run once: ${groupRoles.map((role) => `create role ${role} nologin noinherit; grant ${role} to <login>;`).join(" ")} ` +
        "and: grant create on database <database> to holdfast_owner; or set DATABASE_ADMIN_URL to a stronger login for migrations.",
      cause: error,
    });
  }
}

/** The application's tables stay the application's: we may refer to them and read the columns of the catalogue. */
export async function grantHostTables(client: pg.Client, placeholders: Readonly<Record<string, string>>): Promise<void> {
  const tables = [placeholders["users"], placeholders["records"]].filter(
    (table): table is string => table !== undefined && !table.startsWith("holdfast."),
  );
  for (const table of tables) {
    const schema = table.slice(0, table.indexOf("."));
    await client.query(`grant usage on schema ${schema} to holdfast_owner, holdfast_app, holdfast_writer`);
    await client.query(`grant select, references, trigger on ${table} to holdfast_owner`);
    await client.query(`grant select on ${table} to holdfast_writer`);
  }
}

/**
 * Whoever can call set_config inside a query can claim to be another user, so it is taken from PUBLIC. Only in a database that is
 * ours alone: another application in the same database may need it.
 */
export async function hardenSettings(client: pg.Client, host: HostTables, log: Log): Promise<void> {
  if (host.users !== undefined || host.records !== undefined) return;
  const state = await client.query<{ super: boolean; open: boolean }>(
    `select (select rolsuper from pg_roles where rolname = current_user) as super,
            has_function_privilege('holdfast_app', 'pg_catalog.set_config(text, text, boolean)', 'execute') as open`,
  );
  if (state.rows[0]?.open !== true) return;
  if (state.rows[0].super)
    await client.query("revoke execute on function pg_catalog.set_config(text, text, boolean) from public");
  else log.warn("set_config is open to every role. Let a superuser revoke it from PUBLIC in this database.");
}

export interface Logins {
  readonly requestUser: string;
  readonly requestPassword: string;
  readonly workerUser: string;
  readonly workerPassword: string;
}

const loginName = /^[a-z_][a-z0-9_]{0,62}$/;

/** Two logins with no rights of their own: one may become holdfast_app, the other holdfast_writer, and neither anything more. */
export async function provisionLogins(client: pg.Client, logins: Logins): Promise<void> {
  const pairs = [
    [logins.requestUser, logins.requestPassword, "holdfast_app"],
    [logins.workerUser, logins.workerPassword, "holdfast_writer"],
  ] as const;
  for (const [user, password, role] of pairs) {
    if (!loginName.test(user))
      throw new HoldfastError("configuration_invalid", { what: `"${user}" is no login name.`, action: "Use a-z, 0-9 and _." });
    await client.query(`do $$ begin create role ${user} login noinherit;
      exception when duplicate_object or unique_violation then null; end $$`);
    await client.query(
      `alter role ${user} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(password)}`,
    );
    await client.query(`grant ${role} to ${user}`);
  }
}
