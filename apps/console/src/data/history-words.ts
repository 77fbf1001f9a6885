// What happened to a group, in words: "20 records selected", "Renamed to “Fire”".
import type { GroupHistoryEntry } from "@holdfast/contract";
import { recordsText } from "./count-words.js";

type Happened = Pick<GroupHistoryEntry, "action" | "added" | "removed" | "annotated" | "details">;

const plain: Readonly<Record<string, string>> = {
  create_group: "Created",
  delete_group: "Deleted",
  describe_group: "Description changed",
  make_default: "Made the default group",
  reorder_groups: "Reordered",
  combine_groups: "Combined from other groups",
  restore_group: "Restored to an earlier state",
  operation_quarantined: "A change was refused by the database",
};

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const spoken: Readonly<Record<string, string>> = {
  select: "one record selected",
  bulk_select: "many records selected",
  deselect: "one record removed",
  bulk_deselect: "many records removed",
  clear_all: "cleared",
  annotate: "notes and states",
  move: "records moved",
  copy: "records copied",
  create_group: "created",
  rename_group: "renamed",
  describe_group: "description",
  delete_group: "deleted",
  make_default: "made the default group",
  reorder_groups: "order of groups",
  combine_groups: "combined",
  restore_group: "restored to an earlier state",
};

const plainly = (action: string): string => action.replaceAll("_", " ");

/** `Undone: many records selected`. */
function againWords(verb: string, kind: string | undefined): string {
  return kind === undefined ? verb : `${verb}: ${spoken[kind] ?? plainly(kind)}`;
}

function annotationWords({ annotated, details }: Happened): string {
  const [note, state] = [text(details["note"]), text(details["state"])];
  const what = [state === undefined ? [] : [`state “${state}”`], note === undefined ? [] : ["a note"]].flat().join(" and ");
  return `${recordsText(annotated)} ${what === "" ? "annotated" : `given ${what}`}`;
}

/** By which login, as far as the trail knows it. */
function outsideWords({ details }: Happened): string {
  const by = text(details["by"]);
  const group = details["group"] === "deleted" ? "Deleted" : details["group"] === "created" ? "Made" : "Changed";
  return `${group} in the database by ${by === undefined ? "somebody else" : `the login ${by}`}`;
}

/** Also tells what it was about, where that is known. */
export function historyWords(entry: Happened): string {
  const { action, added, removed, details } = entry;
  switch (action) {
    case "select":
    case "bulk_select":
      return `${recordsText(added)} selected`;
    case "deselect":
    case "bulk_deselect":
      return `${recordsText(removed)} removed`;
    case "clear_all":
      return removed > 0 ? `Cleared of ${recordsText(removed)}` : "Cleared";
    case "annotate":
      return annotationWords(entry);
    case "move":
      return added > 0 ? `${recordsText(added)} moved in` : `${recordsText(removed)} moved out`;
    case "copy":
      return `${recordsText(added)} copied in`;
    case "rename_group":
      return text(details["name"]) === undefined ? "Renamed" : `Renamed to “${text(details["name"])}”`;
    case "undo":
      return againWords("Undone", text(details["kind"]));
    case "redo":
      return againWords("Done again", text(details["kind"]));
    case "changed_outside":
      return outsideWords(entry);
    default:
      return plain[action] ?? plainly(action);
  }
}
