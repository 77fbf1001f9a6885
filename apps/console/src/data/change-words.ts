// A change that somebody asked for, in words: "Select 3 records in Fire".
import type { ChangeInput, Group } from "@holdfast/contract";
import { recordsText } from "./count-words.js";

type Names = readonly Pick<Group, "id" | "name" | "isDefault">[];

function nameOf(groups: Names, ref: string | undefined): string {
  const group =
    ref === undefined || ref === "default" ? groups.find(({ isDefault }) => isDefault) : groups.find(({ id }) => id === ref);
  return group?.name ?? "a group";
}

const verbs: Readonly<Partial<Record<ChangeInput["kind"], string>>> = {
  create_group: "Create",
  rename_group: "Rename",
  describe_group: "Describe",
  delete_group: "Delete",
  make_default: "Make default:",
  combine_groups: "Combine groups into",
  restore_group: "Restore",
  clear_all: "Clear",
};

export function changeWords(change: ChangeInput, groups: Names): string {
  const group = nameOf(groups, "group" in change ? change.group : undefined);
  const count = "recordIds" in change && change.recordIds !== undefined ? recordsText(change.recordIds.length) : "all that match";
  switch (change.kind) {
    case "select":
      return `Select 1 record in ${group}`;
    case "deselect":
      return `Deselect 1 record in ${group}`;
    case "bulk_select":
      return `Select ${count} in ${group}`;
    case "bulk_deselect":
      return `Deselect ${count} in ${group}`;
    case "annotate":
      return `Annotate ${count} in ${group}`;
    case "move":
      return `Move ${count} to ${nameOf(groups, change.to)}`;
    case "copy":
      return `Copy ${count} to ${nameOf(groups, change.to)}`;
    case "undo":
      return "Undo";
    case "redo":
      return "Redo";
    case "reorder_groups":
      return "Reorder the groups";
    default:
      return `${verbs[change.kind] ?? change.kind} ${"name" in change ? change.name : group}`;
  }
}
