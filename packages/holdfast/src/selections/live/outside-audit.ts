// What the trail says of a change that somebody else made in the tables: each record that joined, left or was altered, by whom and when (SE-14).
import type { UserId } from "@holdfast/contract";
import type { AuditBatch, AuditOperation } from "../../audit/index.js";
import type { OutsideChange } from "../sql/take-outside-changes.js";
import type { OutsideEffect } from "../sql/take-outside-effects.js";

export interface OutsideChanges {
  readonly at: string;
  readonly userId: UserId;
  readonly changes: readonly OutsideChange[];
  readonly effects: readonly OutsideEffect[];
}

/** Rows by group, direction and login; a group of which no record is known to have changed has one row without a record. */
export function outsideAudit({ at, userId, changes, effects }: OutsideChanges): AuditBatch {
  const operations: AuditOperation[] = [];
  const records: OutsideEffect["recordId"][] = [];
  const operationIndex: number[] = [];
  for (const change of changes) {
    const common = { at, actorId: null, userId, action: "changed_outside" as const, groupId: change.groupId };
    const row = (metadata: Readonly<Record<string, unknown>>): number =>
      operations.push({ ...common, groupVersion: change.version, metadata: { ...factsOf(change), ...metadata } }) - 1;
    const own = effects.filter(({ groupId }) => groupId === change.groupId);
    if (own.length === 0) row({});
    for (const [facts, list] of alike(own)) {
      const index = row(facts);
      for (const { recordId } of list) {
        records.push(recordId);
        operationIndex.push(index);
      }
    }
  }
  return { operations, records, operationIndex };
}

/** `by` says that what was done to records is known: older releases noted only that something was. */
function factsOf({ by, program, changedAt, fate, features }: OutsideChange): Readonly<Record<string, unknown>> {
  return {
    ...(by === null ? {} : { by, program, changedAt }),
    ...(fate === "changed" ? {} : { group: fate }),
    ...(features.length === 0 ? {} : { features }),
  };
}

function alike(
  effects: readonly OutsideEffect[],
): readonly (readonly [Readonly<Record<string, unknown>>, readonly OutsideEffect[]])[] {
  const bundles = new Map<string, OutsideEffect[]>();
  for (const effect of effects) {
    const key = JSON.stringify([effect.change, effect.by, effect.program]);
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [effect]);
    else bundle.push(effect);
  }
  return [...bundles.values()].map((bundle) => {
    const { change, by, program } = bundle[0] as OutsideEffect;
    return [{ change, by, program }, bundle] as const;
  });
}
