// What the drain does with selection entries: state, versions, answers and audit rows in one transaction (SY-02, AU-01).
import type { GroupId, JournalId } from "@holdfast/contract";
import { type ContextBook, insertAuditContexts, insertAuditEvents } from "../../audit/index.js";
import type { Queryable } from "../../database/index.js";
import type { DrainDomain, JournalEntry } from "../../engine/index.js";
import { batchAudit } from "./batch-audit.js";
import { type BatchState, batchStages } from "./batch-state.js";
import { effectSize } from "./effect-size.js";
import { laneOf, type SelectionEntry } from "../entry.js";
import { annotateSelections } from "../sql/annotate-selections.js";
import { carrySelections } from "../sql/carry-selections.js";
import { deleteGroups } from "../sql/delete-groups.js";
import { deleteSelections, type GroupDelta } from "../sql/delete-selections.js";
import { insertFormerSelections } from "../sql/insert-former-selections.js";
import { insertOperations } from "../sql/insert-operations.js";
import { insertSelections } from "../sql/insert-selections.js";
import { revertAnnotations } from "../sql/revert-annotations.js";
import { touchGroups } from "../sql/touch-groups.js";
import { clearDefaults, upsertGroups } from "../sql/upsert-groups.js";

type Entry = JournalEntry<SelectionEntry>;

/** Without a journal, operations are written directly: the trail then has no position for them (SY-08). */
export function createSelectionDomain(journalId: JournalId | null, contexts: ContextBook): DrainDomain<SelectionEntry> {
  const writeAudit = async (db: Queryable, entries: readonly Entry[]): Promise<void> => {
    const audit = batchAudit(journalId, entries, contexts);
    await insertAuditContexts(db, audit.contexts);
    await insertAuditEvents(db, audit.batch);
  };
  return {
    userOf: (body) => body.user,
    operationOf: (body) => body.operation,
    laneOf,
    weightOf: ({ effects }) => 1 + effectSize(effects),
    apply: async (db, entries) => {
      for (const stage of batchStages(entries)) await applyStage(db, stage);
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

/** Groups first, then who leaves, then who joins: a record that does both gets a new identity (SE-04). Notes come last. */
async function applyStage(db: Queryable, stage: BatchState): Promise<void> {
  const { leaving, passing, joining, carrying, annotating, reverting } = stage;
  if (stage.images.length > 0) {
    await clearDefaults(db, stage);
    await upsertGroups(db, stage);
  }
  const gone = leaving.records.length === 0 ? [] : await deleteSelections(db, leaving);
  if (passing.records.length > 0) await insertFormerSelections(db, passing);
  const joined = joining.records.length === 0 ? [] : await insertSelections(db, joining);
  const carried = carrying.records.length === 0 ? [] : await carrySelections(db, carrying);
  if (reverting.records.length > 0) await revertAnnotations(db, reverting);
  if (annotating.records.length > 0) await annotateSelections(db, annotating);
  if (stage.touches.length > 0) await touchGroups(db, { touches: withDeltas(stage, [...joined, ...carried], gone) });
  if (stage.deleted.length > 0) await deleteGroups(db, { groups: stage.deleted });
}

function withDeltas(
  { touches }: BatchState,
  came: readonly GroupDelta[],
  gone: readonly GroupDelta[],
): Parameters<typeof touchGroups>[1]["touches"] {
  const deltas = new Map<GroupId, number>();
  for (const { group_id: group, rows } of came) deltas.set(group, (deltas.get(group) ?? 0) + rows);
  for (const { group_id: group, rows } of gone) deltas.set(group, (deltas.get(group) ?? 0) - rows);
  return touches.map((touch) => ({ ...touch, delta: deltas.get(touch.group) ?? 0 }));
}
