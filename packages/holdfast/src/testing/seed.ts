// Users and records for tests, straight into the tables.
import type { RecordId, UserId } from "@holdfast/contract";
import { insertTestRecords } from "./sql/insert-test-records.js";
import { insertTestUsers } from "./sql/insert-test-users.js";
import type { TestDatabase } from "./test-database.js";

/** Makes users with addresses of their own; answers their ids. */
export async function addUsers(database: TestDatabase, count: number): Promise<readonly UserId[]> {
  return insertTestUsers(database, { count });
}

/** Makes records titled `Record 000001` and so on; answers their ids in that order. */
export async function addRecords(database: TestDatabase, count: number): Promise<readonly RecordId[]> {
  return insertTestRecords(database, { count });
}
