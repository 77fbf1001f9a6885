// What the actions of the selection bar are about: all that is selected in the group, or what of it matches the filters.
import { slicesOf, type OperationOutcome, type Selections } from "@holdfast/client";
import type { ChangeInput, Group, RecordFilter, RecordId } from "@holdfast/contract";

export interface SelectionScope {
  readonly group: Group;
  readonly count: number;
  /** Beside the group; empty for all that is selected in it. */
  readonly filter: RecordFilter;
}

const inGroup = ({ group, filter }: SelectionScope): RecordFilter => ({ ...filter, groupId: group.id, selected: true });

/** Into another group, as one operation however many they are. */
export const addTo = (selections: Selections, scope: SelectionScope, to: Pick<Group, "id">): Promise<OperationOutcome> =>
  selections.perform({ kind: "bulk_select", group: to.id, query: { filter: inGroup(scope) } });

/** Out of the group, as one operation. */
export const removeFrom = (selections: Selections, scope: SelectionScope): Promise<OperationOutcome> =>
  selections.perform({ kind: "bulk_deselect", group: scope.group.id, query: { filter: inGroup(scope) } });

export type AnnotateInput = Pick<Extract<ChangeInput, { readonly kind: "annotate" }>, "note" | "state">;

/** A note or a state on each of the records, in as many operations as the limit of ids needs. */
export function annotateAll(
  selections: Selections,
  group: Group,
  recordIds: readonly RecordId[],
  annotation: AnnotateInput,
): Promise<readonly OperationOutcome[]> {
  return Promise.all(
    slicesOf(recordIds).map((slice) =>
      selections.perform({ kind: "annotate", group: group.id, recordIds: [...slice], ...annotation }),
    ),
  );
}
