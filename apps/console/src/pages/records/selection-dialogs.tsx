// What an action on the selection still has to know: for all or for those that match, and which group, state or note.
import type { Group } from "@holdfast/contract";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { countText, recordsText } from "../../data/count-words.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { TextArea } from "../../parts/text-area.js";
import { TextField } from "../../parts/text-field.js";
import type { AnnotateInput, SelectionScope } from "./selection-scope.js";

export interface Scopes {
  readonly all: SelectionScope;
  /** What of it matches the filters; undefined when they hide nothing. */
  readonly shown: SelectionScope | undefined;
}

interface ScopedDialogProps {
  readonly scopes: Scopes;
  readonly onClose: () => void;
}

/** Asked only when the filters hide something: else there is nothing to choose. */
function useScope({ all, shown }: Scopes): readonly [SelectionScope, ReactNode] {
  const name = useId();
  const [isAll, setAll] = useState(shown === undefined || shown.count === 0);
  if (shown === undefined) return [all, null];
  const choice = (label: string, value: boolean, count: number): ReactNode => (
    <label className="choice">
      <input type="radio" name={name} checked={isAll === value} disabled={count === 0} onChange={() => setAll(value)} />
      <span>{label}</span>
      <span className="choice-count">{countText(count)}</span>
    </label>
  );
  const field = (
    <fieldset className="choices">
      <legend className="visually-hidden">Which records</legend>
      {choice("Those that match the filters", false, shown.count)}
      {choice("All that is selected, also what the filters hide", true, all.count)}
    </fieldset>
  );
  return [isAll ? all : shown, field];
}

export function AddDialog({
  scopes,
  groups,
  onAdd,
  onCreate,
  onClose,
}: ScopedDialogProps & {
  readonly groups: readonly Group[];
  readonly onAdd: (scope: SelectionScope, to: Group) => void;
  readonly onCreate: (scope: SelectionScope) => void;
}): ReactNode {
  const [scope, choice] = useScope(scopes);
  const others = groups.filter(({ id }) => id !== scope.group.id);
  return (
    <Dialog title={`Add ${recordsText(scope.count)} to`} onClose={onClose}>
      {choice}
      <ul className="pick-list" aria-label="Groups">
        {others.map((group) => (
          <li key={group.id}>
            <button
              type="button"
              className="pick"
              onClick={() => {
                onClose();
                onAdd(scope, group);
              }}
            >
              <Icon name="groups" size={16} />
              <span>{group.name}</span>
              <span className="choice-count">{countText(group.count)}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="pick" onClick={() => onCreate(scope)}>
            <Icon name="plus" size={16} />
            <span>Create a group…</span>
          </button>
        </li>
      </ul>
    </Dialog>
  );
}

const usual = ["to read", "in work", "done"];

export function StateDialog({
  scopes,
  onAnnotate,
  onClose,
}: ScopedDialogProps & { readonly onAnnotate: (scope: SelectionScope, annotation: AnnotateInput) => void }): ReactNode {
  const [scope, choice] = useScope(scopes);
  const [state, setState] = useState("");
  const set = (next: string | null): void => {
    onClose();
    onAnnotate(scope, { state: next });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (state.trim() !== "") set(state.trim());
  };
  return (
    <Dialog title={`State of ${recordsText(scope.count)}`} onClose={onClose}>
      {choice}
      <form onSubmit={submit}>
        <div className="state-picks" role="group" aria-label="Usual states">
          {usual.map((one) => (
            <button key={one} type="button" className="state-button" onClick={() => set(one)}>
              {one}
            </button>
          ))}
        </div>
        <TextField
          label="Another state"
          hint="A word or two, such as “waiting for Ann”."
          value={state}
          maxLength={120}
          autoComplete="off"
          onChange={({ target }) => setState(target.value)}
        />
        <footer className="dialog-foot">
          <Button onClick={() => set(null)}>Take the state off</Button>
          <Button look="primary" type="submit" disabled={state.trim() === ""}>
            Set state
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

export function NoteDialog({
  scopes,
  onAnnotate,
  onClose,
}: ScopedDialogProps & { readonly onAnnotate: (scope: SelectionScope, annotation: AnnotateInput) => void }): ReactNode {
  const [scope, choice] = useScope(scopes);
  const [note, setNote] = useState("");
  const set = (next: string | null): void => {
    onClose();
    onAnnotate(scope, { note: next });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (note.trim() !== "") set(note.trim());
  };
  return (
    <Dialog title={`Note on ${recordsText(scope.count)}`} onClose={onClose}>
      {choice}
      <form onSubmit={submit}>
        <TextArea label="Note" value={note} rows={4} maxLength={10_000} onChange={({ target }) => setNote(target.value)} />
        <p className="muted form-hint">It takes the place of the notes that are there. Undo brings them back.</p>
        <footer className="dialog-foot">
          <Button onClick={() => set(null)}>Take notes off</Button>
          <Button look="primary" type="submit" disabled={note.trim() === ""}>
            Set note
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

export function RemoveDialog({
  scopes,
  onRemove,
  onClose,
}: ScopedDialogProps & { readonly onRemove: (scope: SelectionScope) => void }): ReactNode {
  const [scope, choice] = useScope(scopes);
  return (
    <Dialog title={`Clear ${recordsText(scope.count)} from “${scope.group.name}”?`} onClose={onClose}>
      {choice}
      <p className="dialog-text">They are deselected, and stay in the catalogue. Undo brings them back.</p>
      <footer className="dialog-foot">
        <Button onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            onRemove(scope);
          }}
        >
          {`Clear ${countText(scope.count)}`}
        </Button>
      </footer>
    </Dialog>
  );
}
