// Keeps a region of the comparison as a group of its own.
import { slicesOf, type OperationOutcome } from "@holdfast/client";
import type { Group, GroupId, RecordId } from "@holdfast/contract";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent, type ReactNode } from "react";
import { recordsText } from "../../../data/count-words.js";
import { useGroupChange } from "../../../data/groups.js";
import { useLive } from "../../../data/use-live.js";
import { useSpeaker } from "../../../parts/announcer.js";
import { Button } from "../../../parts/button.js";
import { Dialog } from "../../../parts/dialog.js";
import { TextField } from "../../../parts/text-field.js";
import { combinationFor, type Region } from "./regions.js";

interface SaveRegionProps {
  readonly region: Region;
  readonly words: string;
  readonly groups: readonly Group[];
  readonly ids: readonly RecordId[];
  readonly onClose: () => void;
}

/** One set operation where there is one; otherwise an empty group, and the records into it. */
function useSaveRegion({ region, groups, ids }: SaveRegionProps): (name: string) => Promise<OperationOutcome> {
  const change = useGroupChange();
  const { selections } = useLive();
  return async (name) => {
    const groupIds = groups.map(({ id }) => id);
    const combination = combinationFor(region, groupIds, name);
    if (combination !== undefined) return change(combination);
    const made = await change({ kind: "create_group", name });
    if (made.status === "refused" || made.answer.groupId === null) return made;
    for (const slice of slicesOf(ids)) {
      const filled = await selections.select(made.answer.groupId, slice);
      if (filled.status === "refused") return filled;
    }
    return made;
  };
}

export function SaveRegionDialog(props: SaveRegionProps): ReactNode {
  const { words, ids, onClose } = props;
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = useSaveRegion(props);
  const navigate = useNavigate();
  const { notify } = useSpeaker();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (name.trim() === "") return setError("Give the group a name.");
    setBusy(true);
    const outcome = await save(name.trim());
    setBusy(false);
    if (outcome.status === "refused") return setError(`${outcome.problem.detail} ${outcome.problem.action}`);
    notify({ tone: "good", text: `${name.trim()} holds ${recordsText(ids.length)}.` });
    await navigate({ to: "/groups/$id", params: { id: outcome.answer.groupId as GroupId } });
  };
  return (
    <Dialog title="Save as a new group" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <p className="dialog-text import-file">
          {words}: {recordsText(ids.length)}.
        </p>
        <TextField
          label="Name"
          value={name}
          error={error}
          hint="Up to 120 characters."
          maxLength={120}
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={busy}>
            Save group
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
