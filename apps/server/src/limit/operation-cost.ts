// What an operation costs: one of the changes, or for operations on many records as many as they touch.
import type { Change, OperationAnswer } from "@holdfast/contract";

export interface OperationCost {
  readonly limit: "change" | "bulk";
  /** Known before it is done. */
  readonly points: number;
}

/** How many records these touch is known only when they are done. */
const open: ReadonlySet<string> = new Set([
  "bulk_select",
  "bulk_deselect",
  "clear_all",
  "undo",
  "redo",
  "restore_group",
  "combine_groups",
  "delete_group",
]);

export function operationCost(change: Change): OperationCost {
  if ("recordIds" in change && change.recordIds !== undefined) return { limit: "bulk", points: change.recordIds.length };
  return open.has(change.kind) ? { limit: "bulk", points: 1 } : { limit: "change", points: 1 };
}

type Touched = Pick<OperationAnswer, "matched" | "added" | "removed" | "annotated">;

/** What it has cost beyond that, when it is done. */
export function operationRest({ limit, points }: OperationCost, { matched, added, removed, annotated = 0 }: Touched): number {
  return limit === "change" ? 0 : Math.max(0, (matched ?? added + removed + annotated) - points);
}
