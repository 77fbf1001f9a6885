// Users and records, straight into the tables.
import type { RecordId, UserId } from "@holdfast/contract";
import type { Stage } from "./stage.js";

type Query = Stage["query"];

export async function insertUsers(query: Query, count: number): Promise<readonly UserId[]> {
  const rows = await query<{ readonly id: UserId }>(
    `insert into holdfast.app_user (id, email, created_at)
     select made.id, made.id || '@example.test', now() from (select gen_random_uuid() as id from generate_series(1, $1)) as made
     returning id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

export async function insertRecords(query: Query, count: number): Promise<readonly RecordId[]> {
  const rows = await query<{ readonly id: RecordId }>(
    `insert into holdfast.record (id, title, created_at, updated_at)
     select gen_random_uuid(), 'Record ' || to_char(number, 'FM000000'), now(), now() from generate_series(1, $1) as number
     returning id`,
    [count],
  );
  return rows.map(({ id }) => id);
}
