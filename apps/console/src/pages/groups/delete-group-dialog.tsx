// Asks before a group is deleted, and says what goes with it and what stays.
import type { Group } from "@holdfast/contract";
import { useState, type ReactNode } from "react";
import { recordsText } from "../../data/count-words.js";
import { useGroupChange } from "../../data/groups.js";
import { useSpeaker } from "../../parts/announcer.js";
import { ConfirmDialog } from "../../parts/dialog.js";

interface DeleteGroupProps {
  readonly group: Group;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

export function DeleteGroupDialog({ group, onClose, onDeleted }: DeleteGroupProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const change = useGroupChange();
  const { notify } = useSpeaker();
  const remove = async (): Promise<void> => {
    setBusy(true);
    const outcome = await change({ kind: "delete_group", group: group.id });
    onClose();
    if (outcome.status === "refused")
      return notify({ tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action });
    notify({ tone: "good", text: `${group.name} was deleted.`, detail: "Undo brings it back." });
    onDeleted?.();
  };
  return (
    <ConfirmDialog
      title={`Delete “${group.name}”?`}
      action="Delete group"
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>
        {group.count === 0
          ? "The group is empty."
          : `${recordsText(group.count)} ${group.count === 1 ? "is" : "are"} selected in it and will no longer be.`}{" "}
        The records themselves stay in the catalogue.
      </p>
    </ConfirmDialog>
  );
}
