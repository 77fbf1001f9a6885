// The state of one or more records: one of the usual ones, one that the group uses, one of one's own, or none.
import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Menu } from "./menu.js";
import { TextField } from "./text-field.js";

const usual = ["to read", "in work", "done"];

interface StateMenuProps {
  readonly label: string;
  readonly current: string | null;
  readonly used: readonly string[];
  readonly trigger: ReactNode;
  readonly triggerClass: string;
  readonly skipTab?: boolean;
  readonly place?: "below-end" | "above-start";
  readonly onSet: (state: string | null) => void;
}

export function StateMenu({
  label,
  current,
  used,
  trigger,
  triggerClass,
  skipTab = false,
  place,
  onSet,
}: StateMenuProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const states = [...new Set([...usual, ...used])];
  return (
    <>
      <Menu
        label={label}
        trigger={trigger}
        triggerClass={triggerClass}
        skipTab={skipTab}
        {...(place === undefined ? {} : { place })}
        sections={[
          {
            heading: "State",
            items: states.map((state) => ({ label: state, checked: state === current, onSelect: () => onSet(state) })),
          },
          {
            items: [
              { label: "Another…", icon: "edit", onSelect: () => setAsking(true) },
              {
                label: "No state",
                icon: "close",
                disabled: current === null && place === undefined,
                onSelect: () => onSet(null),
              },
            ],
          },
        ]}
      />
      {asking && (
        <StateDialog
          onClose={() => setAsking(false)}
          onSet={(state) => {
            setAsking(false);
            onSet(state);
          }}
        />
      )}
    </>
  );
}

function StateDialog({ onClose, onSet }: { readonly onClose: () => void; readonly onSet: (state: string) => void }): ReactNode {
  const [text, setText] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== "") onSet(text.trim());
  };
  return (
    <Dialog title="Another state" onClose={onClose}>
      <form onSubmit={submit}>
        <TextField
          label="State"
          hint="A word or two, such as “waiting for Ann”."
          value={text}
          maxLength={120}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Set state
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
