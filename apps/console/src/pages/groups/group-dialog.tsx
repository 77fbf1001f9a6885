// Gives a new group its name, or an old one another.
import type { Group } from "@holdfast/contract";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent, type ReactNode } from "react";
import { useGroupChange } from "../data/groups.js";
import { useSpeaker } from "../parts/announcer.js";
import { Button } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { TextField } from "../parts/text-field.js";

export function GroupNameDialog({ group, onClose }: { readonly group?: Group; readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState(group?.name ?? "");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const change = useGroupChange();
  const navigate = useNavigate();
  const { announce } = useSpeaker();

  const save = async (): Promise<void> => {
    const wanted = name.trim();
    if (wanted === "") return setError("Give the group a name.");
    setBusy(true);
    const outcome = await change(
      group === undefined ? { kind: "create_group", name: wanted } : { kind: "rename_group", group: group.id, name: wanted },
    );
    setBusy(false);
    if (outcome.status === "refused") return setError(`${outcome.problem.detail} ${outcome.problem.action}`);
    announce(group === undefined ? `${wanted} was created.` : `Renamed to ${wanted}.`);
    onClose();
    const { groupId } = outcome.answer;
    if (group === undefined && groupId !== null)
      await navigate({ to: "/records", search: (before) => ({ ...before, group: groupId }) });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) void save();
  };

  return (
    <Dialog title={group === undefined ? "Create group" : "Rename group"} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={error}
          hint="Up to 120 characters."
          maxLength={120}
          autoFocus
          autoComplete="off"
        />
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={busy}>
            {group === undefined ? "Create" : "Rename"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
