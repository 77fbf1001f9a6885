// The changes that were made here and before, newest first: how safe each is, and its story (UI-02).
import type { OperationId } from "@holdfast/contract";
import { useHoldfast, useOperationQueue, useResource } from "@holdfast/react";
import { useState, type ReactNode } from "react";
import { stateOfAll, type LoggedChange } from "../../data/change-log.js";
import { changeWords } from "../../data/change-words.js";
import { useCurrentGroup } from "../../data/groups.js";
import { useChanges } from "../../data/use-live.js";
import { useNow } from "../../data/use-now.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { StateSign, stateWords } from "../../parts/sync-indicator.js";
import { UndoButtons } from "../../parts/undo-buttons.js";
import { ChangeRow } from "./change-row.js";
import "./changes-panel.css";

/** One line that sums up: what waits, what was refused, or that all is well. */
function Summary({ changes }: { readonly changes: readonly LoggedChange[] }): ReactNode {
  const { waiting: queue, problem, wake } = useOperationQueue();
  const waiting = queue.length;
  const state = stateOfAll(changes);
  const refused = changes.filter((change) => change.state === "refused").length;
  const words =
    refused > 0
      ? refused === 1
        ? "One change was refused and taken back."
        : `${refused} changes were refused and taken back.`
      : waiting > 0
        ? `${waiting === 1 ? "One change waits" : `${waiting} changes wait`} in this browser${problem === undefined ? "" : `: ${problem.detail}`}`
        : stateWords[state].title;
  return (
    <div className="changes-summary" data-state={state}>
      <StateSign state={state} />
      <p role="status">{words}</p>
      {waiting > 0 && problem !== undefined && (
        <Button look="quiet" icon="refresh" onClick={wake}>
          Try now
        </Button>
      )}
    </div>
  );
}

interface ChangesPanelProps {
  /** The change whose story is open at first. */
  readonly first: OperationId | undefined;
  readonly onClose: () => void;
}

export function ChangesPanel({ first, onClose }: ChangesPanelProps): ReactNode {
  const changes = useChanges();
  const { groups } = useCurrentGroup(undefined);
  const { value } = useResource(useHoldfast().undoable);
  const now = useNow();
  const [open, setOpen] = useState(first);
  const toggle = (id: OperationId): void => setOpen(open === id ? undefined : id);
  const here = new Set(changes.map(({ operationId }) => operationId));
  const earlier = (value?.undo ?? []).filter(({ operationId, at }) => at !== null && !here.has(operationId));
  return (
    <Dialog title="Your changes" place="side" onClose={onClose}>
      <Summary changes={changes} />
      <UndoButtons tell />
      {changes.length > 0 && (
        <ol className="changes" aria-label="Changes made here">
          {changes.map((logged) => (
            <ChangeRow
              key={logged.operationId}
              operationId={logged.operationId}
              words={changeWords(logged.change, groups)}
              state={logged.state}
              at={logged.answer?.at ?? new Date(logged.askedAt).toISOString()}
              groupId={logged.answer?.groupId ?? null}
              logged={logged}
              now={now}
              isOpen={open === logged.operationId}
              onToggle={() => toggle(logged.operationId)}
            />
          ))}
        </ol>
      )}
      {earlier.length > 0 && (
        <>
          <h3 className="changes-earlier">Earlier, and on other devices</h3>
          <ol className="changes" aria-label="Earlier changes">
            {earlier.map(({ operationId, description, at, groupId }) => (
              <ChangeRow
                key={operationId}
                operationId={operationId}
                words={description}
                state="synced"
                at={at ?? ""}
                groupId={groupId}
                now={now}
                isOpen={open === operationId}
                onToggle={() => toggle(operationId)}
              />
            ))}
          </ol>
        </>
      )}
      {changes.length === 0 && earlier.length === 0 && (
        <p className="muted changes-none">
          Nothing was changed yet. Each change appears here, with the moment at which it became safe.
        </p>
      )}
    </Dialog>
  );
}
