// The database that other tests stand on: separate, migrated, with the two logins, and it tells who stayed connected.
import pg from "pg";
import { expect, test } from "vitest";
import { createTestDatabase } from "./test-database.js";
import { testDatabase } from "./vitest.js";

const database = testDatabase();

test("is migrated", async () => {
  const rows = await database.query("select number from holdfast.migration order by number");
  expect(rows[0]).toEqual({ number: 1 });
});

test("its two logins may become their own role and no other", async () => {
  const becomes = async (connectionString: string, role: string): Promise<string> => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    const result = await client.query(`set role ${role}`).then(
      () => "yes",
      (error: Error) => error.message,
    );
    await client.end();
    return result;
  };
  expect(await becomes(database.requestUrl, "holdfast_app")).toBe("yes");
  expect(await becomes(database.requestUrl, "holdfast_writer")).toContain("permission denied");
  expect(await becomes(database.workerUrl, "holdfast_writer")).toBe("yes");
  expect(await becomes(database.workerUrl, "holdfast_owner")).toContain("permission denied");
});

test("what one database holds is not in another", async () => {
  const other = await createTestDatabase();
  await other.query("create table only_here (id integer)");
  const [here] = await database.query("select to_regclass('only_here') as found");
  expect(here).toEqual({ found: null });
  await other.drop();
});

test("names who is still connected", async () => {
  const other = await createTestDatabase();
  const leak = new pg.Client({ connectionString: other.ownerUrl, application_name: "forgetful" });
  leak.on("error", () => undefined);
  await leak.connect();
  await leak.query("select 'last words'");
  expect(await other.connections()).toEqual([
    { application: "forgetful", user: "postgres", state: "idle", query: "select 'last words'" },
  ]);
  await other.drop();
});
