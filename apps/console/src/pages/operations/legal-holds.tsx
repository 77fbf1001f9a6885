// Legal holds: what retention and erasure may not take, for everybody or for one person.
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { holdsQuery, readOperationsAgain } from "../../data/operations.js";
import { useNow } from "../../data/use-now.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { ProblemState } from "../../parts/empty-state.js";
import { TextField } from "../../parts/text-field.js";
import { TimeText } from "../../parts/time-text.js";
import { useKeptFocus } from "../../parts/use-kept-focus.js";
import { Block, useAction } from "./panel.js";

function SetHoldDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [reason, setReason] = useState("");
  const [person, setPerson] = useState("");
  const [fault, setFault] = useState<string>();
  const [busy, run] = useAction();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === "") return setFault("Say why, for whoever reads the trail.");
    const userId = person.trim();
    const isDone = await run("set", async () => {
      await api.call("setLegalHold", { body: { reason: reason.trim(), ...(userId === "" ? {} : { userId }) } } as Parameters<
        typeof api.call<"setLegalHold">
      >[1]);
      return "The hold is set. Retention and erasure leave what it covers alone.";
    });
    await readOperationsAgain("holds");
    if (isDone) onClose();
  };
  return (
    <Dialog title="Set a legal hold" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label="Reason"
          placeholder="Case 12"
          autoFocus
          maxLength={2000}
          value={reason}
          error={fault}
          onChange={({ target }) => {
            setReason(target.value);
            setFault(undefined);
          }}
        />
        <TextField
          label="Person (optional)"
          placeholder="Id of an account; everybody without one"
          maxLength={36}
          spellCheck={false}
          value={person}
          onChange={({ target }) => setPerson(target.value)}
        />
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={busy !== undefined}>
            Set hold
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

export function LegalHolds(): ReactNode {
  const { data, error, refetch } = useQuery(holdsQuery);
  const [isSetting, setSetting] = useState(false);
  const [busy, run] = useAction();
  const now = useNow();
  const [list, keepFocus] = useKeptFocus<HTMLUListElement>();
  const lift = async (id: string): Promise<void> => {
    await run(id, async () => {
      await api.call("liftLegalHold", { params: { id } });
      return "The hold is lifted.";
    });
    await readOperationsAgain("holds");
    keepFocus();
  };
  return (
    <Block
      title="Legal holds"
      note={
        data?.holds.length === 0
          ? "None: retention and erasure go by the policy alone."
          : "What they cover is neither removed nor erased."
      }
      action={
        <Button icon="plus" onClick={() => setSetting(true)}>
          Set hold
        </Button>
      }
    >
      {data === undefined && error !== null && <ProblemState problem={error} onRetry={() => void refetch()} />}
      <ul ref={list} tabIndex={-1} className="holds" aria-label="Legal holds" aria-busy={data === undefined && error === null}>
        {data?.holds.map(({ id, reason, userId, setAt }) => (
          <li key={id}>
            <span>
              <strong>{reason}</strong>{" "}
              <span className="muted">
                {userId === null ? "for everybody" : `for ${userId}`}, set <TimeText past at={setAt} now={now} />
              </span>
            </span>
            <Button look="quiet" busy={busy === id} onClick={() => void lift(id)} aria-label={`Lift the hold ${reason}`}>
              Lift
            </Button>
          </li>
        ))}
      </ul>
      {isSetting && <SetHoldDialog onClose={() => setSetting(false)} />}
    </Block>
  );
}
