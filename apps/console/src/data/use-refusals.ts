// What was refused, newest first, and the two ways out of each: try it again, or leave it (UI-02).
import type { ChangeInput, GroupId, RecordId } from "@holdfast/contract";
import type { Selections } from "@holdfast/client";
import type { LoggedChange } from "./change-log.js";
import { useChanges, useLive } from "./use-live.js";

/** The records that a tick or a range of ticks names; undefined for everything else. */
function namedBy(change: ChangeInput): readonly RecordId[] | undefined {
  if (change.kind === "select" || change.kind === "deselect") return [change.recordId as RecordId];
  if (change.kind !== "bulk_select" && change.kind !== "bulk_deselect") return undefined;
  return change.recordIds?.map((id) => id as RecordId);
}

/** Ticks show again at once; everything else is sent as it was. */
function repeat(selections: Selections, change: ChangeInput): void {
  const group = "group" in change && change.group !== "default" ? (change.group as GroupId | undefined) : undefined;
  const ids = namedBy(change);
  if (group === undefined || ids === undefined) void selections.perform(change);
  else if (change.kind === "select" || change.kind === "bulk_select") void selections.select(group, ids);
  else void selections.deselect(group, ids);
}

export interface Refusals {
  readonly refused: readonly LoggedChange[];
  readonly dismiss: (change: LoggedChange) => void;
  readonly again: (change: LoggedChange) => void;
}

export function useRefusals(): Refusals {
  const { selections, log } = useLive();
  const refused = useChanges().filter(({ state }) => state === "refused");
  const dismiss = ({ operationId, change }: LoggedChange): void => {
    log.dismiss(operationId);
    if ("group" in change && change.group !== undefined) selections.dismiss(change.group as GroupId, operationId);
  };
  const again = (logged: LoggedChange): void => {
    dismiss(logged);
    repeat(selections, logged.change);
  };
  return { refused, dismiss, again };
}
