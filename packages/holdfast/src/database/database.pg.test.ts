// The way into PostgreSQL refuses what no statement of ours is: two in one.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../runtime/log.js";
import { addUsers } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createDatabase, type Database } from "./database.js";

const test = testDatabase();

describe.each([true, false])("with prepared statements: %s", (preparedStatements) => {
  let database: Database;

  beforeAll(() => {
    const { requestUrl, workerUrl } = test;
    const limits = { poolSize: 1, statementTimeout: 10_000, connectTimeout: 5_000 };
    database = createDatabase({ requestUrl, workerUrl, preparedStatements, log: silentLog, ...limits });
  });
  afterAll(() => database.close());

  it("[SC-01] a statement cannot be followed by another in the same text, with values or without", async () => {
    const [userId] = await addUsers(test, 1);
    const run = (text: string, values: readonly unknown[]) =>
      database.asUser(userId!, (db) => db.query({ name: text, text, values }));
    // 42601: cannot insert multiple commands into a prepared statement.
    await expect(run("select 1; reset role", [])).rejects.toMatchObject({ code: "42601" });
    await expect(run("select $1::integer; reset role", [1])).rejects.toMatchObject({ code: "42601" });
    expect(await run("select current_user::text as role", [])).toEqual([{ role: "holdfast_app" }]);
  });
});
