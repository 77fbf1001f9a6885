// Keeps the first answer to each operation, for repeats of it (SE-01).
import type { JournalId } from "@holdfast/contract";
import type { JournalEntry } from "../../engine/index.js";
import { arrayText, type Queryable } from "../../database/index.js";
import type { SelectionEntry } from "../entry.js";

/** What undo needs to know of an operation. The text of notes stays in the journal and beside the selections. */
export type StoredEffects = Pick<SelectionEntry, "effects" | "groups" | "deleted" | "former">;

function storedEffects({ effects, groups, deleted, former }: SelectionEntry): string {
  if (effects.length === 0 && groups === undefined) return "null";
  const bare = effects.map(({ annotation: _, ...effect }) => effect);
  return JSON.stringify({ effects: bare, groups, deleted, former });
}

export async function insertOperations(
  db: Queryable,
  { journalId, entries }: { readonly journalId: JournalId | null; readonly entries: readonly JournalEntry<SelectionEntry>[] },
): Promise<void> {
  await db.query({
    name: "insert-operations",
    text: `
      insert into holdfast.operation (user_id, id, kind, fingerprint, journal_id, position, group_id, answer, at, effects)
      select user_id, id, kind, fingerprint, $1, position, group_id, answer, at, nullif(effects, 'null')
      from rows from (
        unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::uuid[], $8::timestamptz[]),
        jsonb_array_elements($9::jsonb), jsonb_array_elements($10::jsonb)
      ) as operation (user_id, id, kind, fingerprint, position, group_id, at, answer, effects)
      on conflict (user_id, id) do nothing`,
    values: [
      journalId,
      arrayText(entries.map(({ body }) => body.user)),
      arrayText(entries.map(({ body }) => body.operation)),
      arrayText(entries.map(({ body }) => body.kind)),
      arrayText(entries.map(({ body }) => body.fingerprint)),
      arrayText(entries.map(({ position }) => (journalId === null ? null : position))),
      arrayText(entries.map(({ body }) => body.answer.groupId)),
      arrayText(entries.map(({ body }) => body.at)),
      // As JSON, not as arrays: the driver would put a backslash before each of their quotes.
      `[${entries.map(({ body }) => JSON.stringify(body.answer)).join(",")}]`,
      `[${entries.map(({ body }) => storedEffects(body)).join(",")}]`,
    ],
  });
}
