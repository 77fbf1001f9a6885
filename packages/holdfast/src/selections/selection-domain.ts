// What the drain does with selection entries: state, versions, answers and audit rows in one transaction (SY-02, AU-01).
import type { GroupId, JournalId } from "@holdfast/contract";
import { type ContextBook, insertAuditContexts, insertAuditEvents } from "../audit/index.js";
import type { Queryable } from "../database/index.js";
import type { DrainDomain, JournalEntry } from "../engine/index.js";
import { batchAudit } from "./batch-audit.js";
import { type BatchState, batchState } from "./batch-state.js";
import type { SelectionEntry } from "./entry.js";
import { deleteGroups } from "./sql/delete-groups.js";
import { deleteSelections, type GroupDelta } from "./sql/delete-selections.js";
import { insertOperations } from "./sql/insert-operations.js";
import { insertSelections } from "./sql/insert-selections.js";
import { touchGroups } from "./sql/touch-groups.js";
import { clearDefaults, upsertGroups } from "./sql/upsert-groups.js";

type Entry = JournalEntry<SelectionEntry>;

export function createSelectionDomain(journalId: JournalId, contexts: ContextBook): DrainDomain<SelectionEntry> {
  const writeAudit = async (db: Queryable, entries: readonly Entry[]): Promise<void> => {
    const audit = batchAudit(journalId, entries, contexts);
    await insertAuditContexts(db, audit.contexts);
    await insertAuditEvents(db, audit.batch);
  };
  return {
    userOf: (body) => body.user,
    operationOf: (body) => body.operation,
    weightOf: ({ effects }) => effects.reduce((sum, { added, removed }) => sum + (added?.length ?? 0) + (removed?.length ?? 0), 1),
    apply: async (db, entries) => {
      await applyState(db, batchState(entries));
      await insertOperations(db, { journalId, entries });
      await writeAudit(db, entries);
    },
    applyRefused: async (db, { position, body }, sqlState) => {
      // The version was given to a caller, so it is used up: what it stands for is that nothing changed.
      await touchGroups(db, { touches: body.effects.map(({ group, version }) => ({ group, version, delta: 0, at: body.at })) });
      const refused: SelectionEntry = {
        ...body,
        kind: "operation_quarantined",
        effects: body.effects.map(({ group, version }) => ({ group, version })),
        facts: { kind: body.kind, sqlState },
      };
      await writeAudit(db, [{ position, body: refused }]);
    },
  };
}

/** Groups first, then who leaves, then who joins: a record that does both gets a new identity (SE-04). */
async function applyState(db: Queryable, state: BatchState): Promise<void> {
  if (state.images.length > 0) {
    await clearDefaults(db, state);
    await upsertGroups(db, state);
  }
  const gone = state.leaving.records.length === 0 ? [] : await deleteSelections(db, state.leaving);
  const came = state.joining.records.length === 0 ? [] : await insertSelections(db, state.joining);
  if (state.touches.length > 0) await touchGroups(db, { touches: withDeltas(state, came, gone) });
  if (state.deleted.length > 0) await deleteGroups(db, { groups: state.deleted });
}

function withDeltas({ touches }: BatchState, came: readonly GroupDelta[], gone: readonly GroupDelta[]): Parameters<typeof touchGroups>[1]["touches"] {
  const deltas = new Map<GroupId, number>();
  for (const { group_id: group, rows } of came) deltas.set(group, (deltas.get(group) ?? 0) + rows);
  for (const { group_id: group, rows } of gone) deltas.set(group, (deltas.get(group) ?? 0) - rows);
  return touches.map((touch) => ({ ...touch, delta: deltas.get(touch.group) ?? 0 }));
}
