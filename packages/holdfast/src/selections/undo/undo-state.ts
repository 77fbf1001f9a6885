// What can be undone and done again next, in words for a button (SE-09).
import type { UndoableOperation, UndoState } from "@holdfast/contract";
import type { Gesture } from "./undo-stack.js";
import type { UserView } from "../view/user-view.js";

export function undoState(view: UserView): UndoState {
  const list = (gestures: readonly Gesture[]): UndoableOperation[] =>
    gestures.toReversed().map((gesture) => describe(view, gesture));
  return { position: view.lastPosition, undo: list(view.gestures.of("undo")), redo: list(view.gestures.of("redo")) };
}

function describe(view: UserView, { gesture, kind, facts }: Gesture): UndoableOperation {
  const groupId = facts?.groupId ?? null;
  const groupName = (groupId === null ? undefined : view.groups.get(groupId)?.image.name) ?? null;
  const records = facts?.records ?? 0;
  return {
    operationId: gesture,
    kind,
    groupId,
    groupName,
    records,
    at: facts?.at ?? null,
    description: sentence(kind, records, groupName),
  };
}

/** `Select 3 records in "Fire"`. */
function sentence(kind: string, records: number, groupName: string | null): string {
  const many = records === 1 ? "1 record" : `${records.toLocaleString("en-GB")} records`;
  const group = groupName === null ? "a group" : `"${groupName}"`;
  switch (kind) {
    case "select":
    case "bulk_select":
      return `Select ${many} in ${group}`;
    case "deselect":
    case "bulk_deselect":
      return `Deselect ${many} in ${group}`;
    case "clear_all":
      return `Clear ${group} (${many})`;
    case "annotate":
      return `Annotate ${many} in ${group}`;
    case "move":
      return `Move ${many} to ${group}`;
    case "copy":
      return `Copy ${many} to ${group}`;
    case "create_group":
      return `Create ${group}`;
    case "rename_group":
      return `Rename ${group}`;
    case "describe_group":
      return `Describe ${group}`;
    case "delete_group":
      return `Delete a group (${many})`;
    case "make_default":
      return `Make ${group} the default`;
    case "reorder_groups":
      return "Reorder groups";
    case "combine_groups":
      return `Combine groups into ${group}`;
    case "restore_group":
      return `Restore ${group} to an earlier state`;
    default:
      return kind;
  }
}
