// The facts about a database are right on one that is in order, and show what was taken away from it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../runtime/clock.js";
import { silentLog } from "../runtime/log.js";
import { testDatabase } from "../testing/vitest.js";
import { createDatabase, type Database } from "./database.js";
import { examineDatabase, readRequestRole } from "./examine.js";

const test = testDatabase();
const settings = {
  poolSize: 1,
  statementTimeout: 10_000,
  connectTimeout: 5000,
  preparedStatements: true,
  log: silentLog,
} as const;
let database: Database;

beforeAll(() => {
  database = createDatabase({ ...settings, requestUrl: test.requestUrl, workerUrl: test.workerUrl });
});
afterAll(() => database.close());

it("[SC-01] finds a migrated database in order: requests own nothing, bypass nothing and cannot claim another user", async () => {
  const facts = await examineDatabase(database, systemClock);
  expect(facts.requestRole).toEqual({
    role: "holdfast_app",
    isSuperuser: false,
    bypassesPolicies: false,
    ownsTables: false,
    canSetConfig: false,
    login: "test_request",
    loginIsSuperuser: false,
    loginBypassesPolicies: false,
  });
  expect(facts.workerRole?.role).toBe("holdfast_writer");
  expect(facts.unprotectedTables).toEqual([]);
  expect(facts.catalogueGuard).toEqual({ table: "holdfast.record", rolesThatMayDelete: [], triggers: 2 });
  expect(facts.schemaVersion).toBe(facts.knownSchemaVersion);
  expect(facts.serverVersion).toBeGreaterThanOrEqual(150_000);
  expect(facts.auditPartitionsAhead).toBeGreaterThanOrEqual(2);
  expect([facts.lanes, facts.openQuarantine]).toEqual([[], 0]);
});

it("[SC-01] tells a superuser's login apart, also when requests leave its rights behind", async () => {
  const asOwner = createDatabase({ ...settings, requestUrl: test.ownerUrl, workerUrl: test.ownerUrl });
  const rights = await readRequestRole(asOwner);
  await asOwner.close();
  expect(rights).toMatchObject({ role: "holdfast_app", isSuperuser: false, login: "postgres", loginIsSuperuser: true });
});

it("[SC-01] [SE-15] shows a table without forced policies, and a catalogue whose guard was taken away", async () => {
  await test.query("alter table holdfast.selection no force row level security");
  await test.query("alter table holdfast.record disable trigger holdfast_refuse_delete");
  await test.query("grant delete on holdfast.record to holdfast_writer");
  const facts = await examineDatabase(database, systemClock);
  expect(facts.unprotectedTables).toEqual(["selection"]);
  expect(facts.catalogueGuard).toMatchObject({ rolesThatMayDelete: ["holdfast_writer"], triggers: 1 });
});
