// What happened to a record in a group, in words.
import type { RecordHistoryEntry } from "@holdfast/contract";

const changed: Readonly<Record<RecordHistoryEntry["change"], string>> = {
  added: "Selected",
  removed: "Removed",
  annotated: "Annotated",
};

/** "Selected", "Moved in", "State “done” set". */
export function recordHistoryWords({
  action,
  change,
  details,
}: Pick<RecordHistoryEntry, "action" | "change" | "details">): string {
  const [note, state] = [details["note"], details["state"]];
  if (action === "undo" || action === "redo") return `${changed[change]} by ${action === "undo" ? "undo" : "redo"}`;
  if (action === "restore_group") return `${changed[change]} by a restore of the group`;
  if (action === "combine_groups") return "Selected with a combination of groups";
  if (action === "move") return change === "added" ? "Moved in" : "Moved out";
  if (action === "copy" && change === "added") return "Copied in";
  if (change !== "annotated") return changed[change];
  if (typeof state === "string") return `State “${state}” set`;
  if (state === null) return "State taken off";
  if (note === null) return "Note taken off";
  return typeof note === "string" ? `Note: ${note}` : changed.annotated;
}
