// Adds users for a test.
import type { UserId } from "@holdfast/contract";
import type { TestDatabase } from "../test-database.js";

export async function insertTestUsers(database: TestDatabase, { count }: { readonly count: number }): Promise<readonly UserId[]> {
  const rows = await database.query<{ id: UserId }>(
    `insert into holdfast.app_user (id, email, created_at)
     select made.id, made.id || '@example.test', now() from (select gen_random_uuid() as id from generate_series(1, $1)) as made
     returning id`,
    [count],
  );
  return rows.map((row) => row.id);
}
