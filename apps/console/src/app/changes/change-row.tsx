// One change: its state and its words, and when it is opened its story; a refused one with its reason and the ways out.
import type { OperationState } from "@holdfast/client";
import type { GroupId, OperationId } from "@holdfast/contract";
import { useId, type ReactNode } from "react";
import type { LoggedChange } from "../../data/change-log.js";
import { useRefusals } from "../../data/use-refusals.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { StateSign, stateWords } from "../../parts/sync-indicator.js";
import { TimeText } from "../../parts/time-text.js";
import { TrailStory } from "../../parts/trail-story.js";

interface ChangeRowProps {
  readonly operationId: OperationId;
  readonly words: string;
  readonly state: OperationState;
  readonly at: string;
  readonly groupId: GroupId | null;
  /** Absent for a change that this page did not make. */
  readonly logged?: LoggedChange;
  readonly now: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

const after = (moment: number | undefined, logged: LoggedChange | undefined): number | undefined =>
  moment === undefined || logged === undefined || logged.isTakenUp ? undefined : moment - logged.askedAt;

function Refused({ logged }: { readonly logged: LoggedChange }): ReactNode {
  const { dismiss, again } = useRefusals();
  return (
    <div className="change-refused">
      <p>
        {logged.refusal?.detail} {logged.refusal?.action}
      </p>
      <Button look="quiet" onClick={() => again(logged)}>
        Try again
      </Button>
      <Button look="quiet" onClick={() => dismiss(logged)}>
        Dismiss
      </Button>
    </div>
  );
}

export function ChangeRow({ operationId, words, state, at, groupId, logged, now, isOpen, onToggle }: ChangeRowProps): ReactNode {
  const id = useId();
  return (
    <li className="change" data-state={state}>
      <button
        type="button"
        className="change-head"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={onToggle}
      >
        <StateSign state={state} />
        <span className="change-words">{words}</span>
        <span className="change-when">
          {stateWords[state].word} · <TimeText past at={at} now={now} />
        </span>
        <Icon name="chevron" size={14} />
      </button>
      {logged !== undefined && state === "refused" && <Refused logged={logged} />}
      {isOpen && (
        <div id={id} className="change-story">
          <TrailStory
            place={{ at, groupId, operationId, version: null }}
            state={state}
            safeAfter={after(logged?.safeAt, logged)}
            syncedAfter={after(logged?.syncedAt, logged)}
          />
        </div>
      )}
    </li>
  );
}
