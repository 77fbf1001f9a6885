// Who may do what in the schema, read from the catalogue of PostgreSQL: a new table, view or function cannot be forgotten.
import { testDatabase } from "holdfast/testing/vitest";
import { expect, it } from "vitest";

const database = testDatabase();

/** Tables without forced row-level security, and why each may be. */
const withoutPolicies = {
  host: "the names of the application's tables, of no user",
  journal: "bookkeeping of journals, out of reach of requests",
  journal_lane: "bookkeeping of journals, out of reach of requests",
  migration: "which migrations were applied, of no user",
  record: "the catalogue is everybody's, and its search is not slowed by policies",
} as const;

/** Views that run as their owner, and why each may. */
const withOwnersRights = { catalogue: "it shows the catalogue, which is everybody's" } as const;

it("[SC-01, L-30] every table has forced row-level security, or stands on the list with its reason", async () => {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'holdfast'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
     order by relname`,
  );
  expect(tables.map(({ name }) => name)).toEqual(Object.keys(withoutPolicies));
});

it("[SC-01, L-30] every view has the rights of its reader, or stands on the list with its reason", async () => {
  const views = await database.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'holdfast'::regnamespace and relkind in ('v', 'm') and not coalesce('security_invoker=true' = any(reloptions), false)
     order by relname`,
  );
  expect(views.map(({ name }) => name)).toEqual(Object.keys(withOwnersRights));
});

// A function whose body is SQL itself, not text, has its names bound when it is made.
it("[SC-01] every function looks names up in a fixed place, and those with their owner's rights are closed to the public", async () => {
  const faults = await database.query(
    `select proname as name from pg_proc
     where pronamespace = 'holdfast'::regnamespace
       and ((prosqlbody is null and not coalesce(exists (select from unnest(proconfig) as setting where setting like 'search_path=%'), false))
         or (prosecdef and has_function_privilege('holdfast_app', oid, 'execute') and prorettype <> 'trigger'::regtype))`,
  );
  expect(faults).toEqual([]);
});

it("[SC-01] the roles have no powers, and everything belongs to the one that nobody logs in as", async () => {
  const roles = await database.query(
    `select rolname as name from pg_roles
     where rolname in ('holdfast_owner', 'holdfast_app', 'holdfast_writer')
       and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin)
     order by rolname`,
  );
  expect(roles.map(({ name }) => name as string)).toEqual(["holdfast_app", "holdfast_owner", "holdfast_writer"]);
  const strangers = await database.query(
    "select relname from pg_class where relnamespace = 'holdfast'::regnamespace and relowner <> 'holdfast_owner'::regrole",
  );
  expect(strangers).toEqual([]);
  const escapes = await database.query(
    `select member::regrole::text as member, roleid::regrole::text as role from pg_auth_members
     where member in ('holdfast_app'::regrole, 'holdfast_writer'::regrole, 'test_request'::regrole, 'test_worker'::regrole)
     order by 1`,
  );
  expect(escapes).toEqual([
    { member: "test_request", role: "holdfast_app" },
    { member: "test_worker", role: "holdfast_writer" },
  ]);
});

it("[SC-01] nobody who serves may truncate, refer to, or put triggers on a table, nor delete from catalogue or trail", async () => {
  const rights = await database.query(
    `select role, relname as table, privilege
     from pg_class, unnest(array['holdfast_app', 'holdfast_writer', 'public']) as role, unnest(array['truncate', 'references', 'trigger', 'delete']) as privilege
     where relnamespace = 'holdfast'::regnamespace and relkind in ('r', 'p') and has_table_privilege(role, oid, privilege)
       and (privilege <> 'delete' or role <> 'holdfast_writer' or relname = 'record' or relname like 'audit%')`,
  );
  expect(rights).toEqual([]);
});
