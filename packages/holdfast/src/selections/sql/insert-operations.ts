// Keeps the first answer to each operation, for repeats of it (SE-01).
import type { JournalId } from "@holdfast/contract";
import type { JournalEntry } from "../../engine/index.js";
import type { Queryable } from "../../database/index.js";
import type { SelectionEntry } from "../entry.js";

export async function insertOperations(
  db: Queryable,
  { journalId, entries }: { readonly journalId: JournalId; readonly entries: readonly JournalEntry<SelectionEntry>[] },
): Promise<void> {
  await db.query({
    name: "insert-operations",
    text: `
      insert into holdfast.operation (user_id, id, kind, fingerprint, journal_id, position, group_id, answer, at)
      select user_id, id, kind, fingerprint, $1, position, group_id, answer, at
      from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::uuid[], $8::jsonb[], $9::timestamptz[])
        as operation (user_id, id, kind, fingerprint, position, group_id, answer, at)
      on conflict (user_id, id) do nothing`,
    values: [
      journalId,
      entries.map(({ body }) => body.user),
      entries.map(({ body }) => body.operation),
      entries.map(({ body }) => body.kind),
      entries.map(({ body }) => body.fingerprint),
      entries.map(({ position }) => position),
      entries.map(({ body }) => body.answer.groupId),
      entries.map(({ body }) => JSON.stringify(body.answer)),
      entries.map(({ body }) => body.at),
    ],
  });
}
