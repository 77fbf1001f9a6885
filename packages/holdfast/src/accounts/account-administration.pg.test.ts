// An operator finds accounts and changes their roles.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { systemClock } from "../runtime/clock.js";
import { silentLog } from "../runtime/log.js";
import { testDatabase } from "../testing/vitest.js";
import { createAccountAdministration } from "./account-administration.js";

const test = testDatabase();
let database: Database;

beforeAll(async () => {
  const limits = { poolSize: 1, statementTimeout: 5000, connectTimeout: 5000, preparedStatements: true, log: silentLog } as const;
  database = createDatabase({ ...limits, requestUrl: test.requestUrl, workerUrl: test.workerUrl });
  await test.query(
    `insert into holdfast.app_user (id, email, created_at)
     select gen_random_uuid(), email, now() from unnest(array['Ann@example.org', 'ben@example.org', 'a_n@other.org']) as email`,
  );
});
afterAll(() => database.close());

it("[AC-01] lists accounts by address, also those that contain a text, whatever its case", async () => {
  const accounts = createAccountAdministration(database, systemClock);
  const all = await accounts.list({ offset: 0, limit: 10 });
  expect(all.map(({ email }) => email)).toEqual(["a_n@other.org", "Ann@example.org", "ben@example.org"]);
  expect((await accounts.list({ offset: 1, limit: 1 })).map(({ email }) => email)).toEqual(["Ann@example.org"]);
  expect((await accounts.list({ email: "ANN", offset: 0, limit: 10 })).map(({ email }) => email)).toEqual(["Ann@example.org"]);
});

it("[AC-01] [AU-01] gives a role by the whole address or the id, and says when there is no such account", async () => {
  const accounts = createAccountAdministration(database, systemClock);
  const ann = await accounts.setRole({ email: "ann@EXAMPLE.org" }, "admin");
  expect(ann).toMatchObject({ email: "Ann@example.org", role: "admin" });
  expect(await accounts.setRole({ userId: ann!.id }, "user")).toMatchObject({ role: "user" });
  expect(await accounts.setRole({ email: "example.org" }, "admin")).toBeUndefined();
  // The role that somebody has already is no change.
  await accounts.setRole({ userId: ann!.id }, "user");
  const trail = await test.query(
    "select user_id, actor_id, metadata from holdfast.audit_trail where action = 'role_changed' order by id",
  );
  expect(trail).toEqual([
    { user_id: ann!.id, actor_id: null, metadata: { from: "user", to: "admin" } },
    { user_id: ann!.id, actor_id: null, metadata: { from: "admin", to: "user" } },
  ]);
});
