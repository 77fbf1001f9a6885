// Operations that the database refused: looked at, asked for again, or given up with a reason (JO-08).
import type { QuarantinedOperation } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { actionName } from "../../data/activity-words.js";
import { isAction } from "../../data/activity-kinds.js";
import { api } from "../../data/api.js";
import { countText, recordsText } from "../../data/count-words.js";
import { peopleQuery } from "../../data/activity.js";
import { quarantineQuery, readOperationsAgain } from "../../data/operations.js";
import { useNow } from "../../data/use-now.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { EmptyState, ProblemState } from "../../parts/empty-state.js";
import { TextField } from "../../parts/text-field.js";
import { TimeText } from "../../parts/time-text.js";
import { useKeptFocus } from "../../parts/use-kept-focus.js";
import { Block, useAction } from "./panel.js";

const nameOf = ({ kind }: QuarantinedOperation): string => (isAction(kind) ? actionName(kind) : kind);

function DiscardDialog({
  operation,
  onClose,
}: {
  readonly operation: QuarantinedOperation;
  readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string>();
  const [busy, run] = useAction();
  const { journalId, position } = operation;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === "") return setFault("Say why, for whoever reads the trail.");
    const params = { journalId, position: String(position) };
    const isDone = await run("discard", async () => {
      await api.call("discardQuarantine", { params, query: { reason: reason.trim() } });
      return `The operation at position ${countText(position)} is given up.`;
    });
    await readOperationsAgain("quarantine");
    if (isDone) onClose();
  };
  return (
    <Dialog title={`Give up the operation at position ${countText(position)}?`} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <div className="dialog-text">
          <p>
            The change is never made. The person’s page no longer shows it; the trail keeps that it was given up, by whom and why.
          </p>
        </div>
        <TextField
          label="Reason"
          value={reason}
          error={fault}
          autoFocus
          maxLength={2000}
          onChange={({ target }) => {
            setReason(target.value);
            setFault(undefined);
          }}
        />
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" type="submit" busy={busy !== undefined}>
            Give up
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function Operation({
  operation,
  person,
  isBusy,
  now,
  onReplay,
  onDiscard,
}: {
  readonly operation: QuarantinedOperation;
  /** Whose it is, where the account is known. */
  readonly person: string | undefined;
  readonly isBusy: boolean;
  readonly now: number;
  readonly onReplay: () => void;
  readonly onDiscard: () => void;
}): ReactNode {
  const { position, userId, records, groups, sqlState, message, at, resolution, resolvedAt } = operation;
  return (
    <li className="card quarantined">
      <div className="quarantined-main">
        <h3>
          {nameOf(operation)} <span className="muted">at position {countText(position)}</span>
        </h3>
        <p className="quarantined-why">
          <span className="mono">{sqlState}</span> {message}
        </p>
        <p className="muted">
          {recordsText(records)} in {groups.length === 1 ? "one group" : `${countText(groups.length)} groups`} · of{" "}
          {person ?? (
            <span className="mono" title={userId}>
              {userId.slice(0, 8)}
            </span>
          )}{" "}
          · refused <TimeText past at={at} now={now} />
          {resolvedAt !== null && (
            <>
              {" "}
              · {resolution} <TimeText past at={resolvedAt} now={now} />
            </>
          )}
        </p>
      </div>
      {resolution === null && (
        <div className="quarantined-actions">
          <Button icon="redo" busy={isBusy} onClick={onReplay} aria-label={`Replay position ${countText(position)}`}>
            Replay
          </Button>
          <Button look="quiet" onClick={onDiscard} aria-label={`Give up position ${countText(position)}`}>
            Give up
          </Button>
        </div>
      )}
    </li>
  );
}

export function QuarantinePanel(): ReactNode {
  const [showsResolved, setShowsResolved] = useState(false);
  const { data, error, refetch } = useQuery(quarantineQuery(showsResolved));
  const { data: people } = useQuery(peopleQuery([...new Set(data?.operations.map(({ userId }) => userId))]));
  const [asked, setAsked] = useState<QuarantinedOperation>();
  const [busy, run] = useAction();
  const now = useNow();
  const [list, keepFocus] = useKeptFocus<HTMLUListElement>();
  const replay = async ({ journalId, position }: QuarantinedOperation): Promise<void> => {
    await run(String(position), async () => {
      const { answers } = await api.call("replayQuarantine", { params: { journalId, position: String(position) } });
      const added = answers.reduce((sum, answer) => sum + answer.added, 0);
      const removed = answers.reduce((sum, answer) => sum + answer.removed, 0);
      return `Replayed: ${countText(added)} added, ${countText(removed)} removed.`;
    });
    await readOperationsAgain("quarantine");
    keepFocus();
  };
  return (
    <Block
      title="Quarantine"
      note="What the database refused for its content. It holds nobody else up."
      action={
        <div className="segments" role="group" aria-label="Which operations">
          <button type="button" className="segment" aria-pressed={!showsResolved} onClick={() => setShowsResolved(false)}>
            Open
          </button>
          <button type="button" className="segment" aria-pressed={showsResolved} onClick={() => setShowsResolved(true)}>
            Resolved
          </button>
        </div>
      }
    >
      {data === undefined && error !== null && <ProblemState problem={error} onRetry={() => void refetch()} />}
      {data?.operations.length === 0 && (
        <EmptyState icon="check" title={showsResolved ? "Nothing was resolved yet" : "Nothing is in quarantine"}>
          <p>
            {showsResolved
              ? "What was replayed or given up is listed here."
              : "An operation comes here when the database refuses it, for example because its record was deleted by hand."}
          </p>
        </EmptyState>
      )}
      <ul
        ref={list}
        tabIndex={-1}
        className="cards"
        aria-label="Operations in quarantine"
        aria-busy={data === undefined && error === null}
      >
        {data?.operations.map((operation) => (
          <Operation
            key={`${operation.journalId} ${operation.position}`}
            operation={operation}
            person={people?.get(operation.userId)}
            isBusy={busy === String(operation.position)}
            now={now}
            onReplay={() => void replay(operation)}
            onDiscard={() => setAsked(operation)}
          />
        ))}
      </ul>
      {asked !== undefined && (
        <DiscardDialog
          operation={asked}
          onClose={() => {
            setAsked(undefined);
            keepFocus();
          }}
        />
      )}
    </Block>
  );
}
