// The dump of the schema notices everything that a migration could change, and nothing that changes by itself.
import { createTestDatabase, type TestDatabase } from "holdfast/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readSchema } from "./read-schema.js";

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database.drop());

it("[OP-04] is the same for every database that was migrated alike", async () => {
  const other = await createTestDatabase();
  try {
    expect(await readSchema(other)).toBe(await readSchema(database));
  } finally {
    await other.drop();
  }
});

it.each([
  ["a column", "alter table holdfast.selection add column extra text"],
  ["a default", "alter table holdfast.selection alter column created_at set default now()"],
  ["a constraint", "alter table holdfast.selection add constraint extra check (created_at is not null)"],
  ["an index", "create index extra on holdfast.selection (created_at)"],
  ["a grant", "grant truncate on holdfast.selection to holdfast_app"],
  ["a right on a column", "grant update (created_at) on holdfast.selection to holdfast_app"],
  ["a policy", "create policy extra on holdfast.selection for select to holdfast_app using (true)"],
  ["row-level security that is no longer forced", "alter table holdfast.selection no force row level security"],
  ["a trigger that was switched off", "alter table holdfast.audit_context disable trigger user"],
  ["a function", "create function holdfast.extra() returns integer language sql return 1"],
  ["a view", "create view holdfast.extra as select 1 as one"],
  ["an enumeration", "create type holdfast.extra as enum ('a', 'b')"],
  ["a sequence", "create sequence holdfast.extra"],
  ["an owner", "alter table holdfast.selection owner to postgres"],
])("[OP-04] notices %s", async (_what, change) => {
  const before = await readSchema(database);
  await database.query(change);
  expect(await readSchema(database)).not.toBe(before);
});

it("[OP-04] does not change with the months", async () => {
  const before = await readSchema(database);
  await database.query("select holdfast.ensure_audit_partitions(date '2031-01-01', date '2031-06-01')");
  expect(await readSchema(database)).toBe(before);
});
