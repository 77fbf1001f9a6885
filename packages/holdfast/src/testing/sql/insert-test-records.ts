// Adds records for a test.
import type { RecordId } from "@holdfast/contract";
import type { TestDatabase } from "../test-database.js";

export async function insertTestRecords(
  database: TestDatabase,
  { count }: { readonly count: number },
): Promise<readonly RecordId[]> {
  const rows = await database.query<{ id: RecordId }>(
    `insert into holdfast.record (id, title, family, type, year, status, created_at, updated_at)
     select gen_random_uuid(), 'Record ' || to_char(number, 'FM000000'),
       case when number % 3 = 0 then null else 'Family ' || number % 5 end, 'Type ' || number % 4, 1900 + number % 120, 'In force', now(), now()
     from generate_series(1, $1) as number
     order by number
     returning id, title`,
    [count],
  );
  return rows.map((row) => row.id);
}
