// Gives a new group its name and description, or an old one others.
import type { OperationOutcome } from "@holdfast/client";
import type { ChangeInput, Group, GroupId } from "@holdfast/contract";
import { useState, type FormEvent, type ReactNode } from "react";
import { useGroupChange } from "../../data/groups.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { TextArea } from "../../parts/text-area.js";
import { TextField } from "../../parts/text-field.js";

interface GroupDialogProps {
  readonly group?: Group;
  readonly onClose: () => void;
  readonly onCreated?: (id: GroupId) => void;
}

type Words = { readonly name: string; readonly description: string };

/** What has to be asked for so that the group is called and described so: nothing, one change or two. */
export function changesTo(group: Group | undefined, { name, description }: Words): readonly ChangeInput[] {
  if (group === undefined) return [{ kind: "create_group", name, ...(description === "" ? {} : { description }) }];
  return [
    ...(name === group.name ? [] : [{ kind: "rename_group", group: group.id, name } as const]),
    ...(description === (group.description ?? "") ? [] : [{ kind: "describe_group", group: group.id, description } as const]),
  ];
}

export function GroupDialog({ group, onClose, onCreated }: GroupDialogProps): ReactNode {
  const [words, setWords] = useState<Words>({ name: group?.name ?? "", description: group?.description ?? "" });
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const change = useGroupChange();
  const { announce } = useSpeaker();

  const save = async (): Promise<void> => {
    const wanted = { name: words.name.trim(), description: words.description.trim() };
    if (wanted.name === "") return setError("Give the group a name.");
    setBusy(true);
    let outcome: OperationOutcome | undefined;
    for (const one of changesTo(group, wanted)) {
      outcome = await change(one);
      if (outcome.status === "refused") break;
    }
    setBusy(false);
    if (outcome?.status === "refused") return setError(`${outcome.problem.detail} ${outcome.problem.action}`);
    announce(`${wanted.name} was ${group === undefined ? "created" : "saved"}.`);
    onClose();
    if (group === undefined && outcome !== undefined && outcome.answer.groupId !== null) onCreated?.(outcome.answer.groupId);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) void save();
  };

  return (
    <Dialog title={group === undefined ? "Create group" : "Edit group"} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField
          label="Name"
          value={words.name}
          onChange={(event) => setWords({ ...words, name: event.target.value })}
          error={error}
          hint="Up to 120 characters."
          maxLength={120}
          autoComplete="off"
        />
        <TextArea
          label="Description"
          value={words.description}
          onChange={(event) => setWords({ ...words, description: event.target.value })}
          maxLength={2000}
          rows={3}
          placeholder="What the group is for"
        />
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={busy}>
            {group === undefined ? "Create" : "Save"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
