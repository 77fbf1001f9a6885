// What a change does to the records of its group, so that one that was left waiting shows again after a reload (UI-02).
import type { ChangeInput, GroupId, RecordId } from "@holdfast/contract";
import type { SelectionEffect } from "./selection-effect.js";

const idSet = (ids: readonly string[]): ReadonlySet<RecordId> => new Set(ids as readonly RecordId[]);

export interface ChangeEffect {
  readonly groupId: GroupId;
  readonly effect: SelectionEffect;
}

/** Undefined for changes whose effect only the server can tell, and for those of groups themselves. */
export function effectOfChange(change: ChangeInput): ChangeEffect | undefined {
  if (!("group" in change) || change.group === undefined || change.group === "default") return undefined;
  const groupId = change.group as GroupId;
  if (change.kind === "clear_all") return { groupId, effect: { kind: "clear" } };
  if (change.kind === "select" || change.kind === "deselect")
    return { groupId, effect: { kind: change.kind === "select" ? "add" : "remove", recordIds: idSet([change.recordId]) } };
  if (change.kind !== "bulk_select" && change.kind !== "bulk_deselect") return undefined;
  const isAdding = change.kind === "bulk_select";
  if (change.recordIds !== undefined)
    return { groupId, effect: { kind: isAdding ? "add" : "remove", recordIds: idSet(change.recordIds) } };
  if (change.query === undefined) return undefined;
  const { filter, except = [] } = change.query;
  const matching = { query: JSON.stringify(filter), except: idSet(except), estimate: 0 };
  return { groupId, effect: { kind: isAdding ? "add_matching" : "remove_matching", ...matching } };
}
