// Where a change is by now: saving, safe in the journal, synced with the database, or refused (UI-02).
import type { ReactNode } from "react";
import type { OperationState } from "@holdfast/client";
import { Icon, type IconName } from "./icon.js";

interface StateWords {
  readonly icon: IconName | undefined;
  readonly word: string;
  readonly title: string;
}

export const stateWords: Readonly<Record<OperationState, StateWords>> = {
  saving: { icon: undefined, word: "Saving", title: "On its way to the server" },
  safe: { icon: "shield", word: "Safe", title: "Safe in the journal; the database follows in a moment" },
  synced: { icon: "database", word: "Synced", title: "Everything is in the database" },
  refused: { icon: "warning", word: "Refused", title: "A change was refused and taken back" },
};

/** The sign alone, for lists; the word stands beside it. */
export function StateSign({ state }: { readonly state: OperationState }): ReactNode {
  const { icon } = stateWords[state];
  return (
    <span className="state-sign" data-state={state} aria-hidden="true">
      {icon === undefined ? <span className="sync-dot" /> : <Icon name={icon} size={16} />}
    </span>
  );
}

interface SyncIndicatorProps {
  readonly state: OperationState;
  /** More than one: so many operations are on their way. */
  readonly waiting?: number;
  /** Shows the changes and their stories. */
  readonly onOpen: () => void;
}

export function SyncIndicator({ state, waiting = 0, onOpen }: SyncIndicatorProps): ReactNode {
  const { icon, word, title } = stateWords[state];
  return (
    <button
      type="button"
      className="sync"
      data-state={state}
      title={`${title}. Show your changes`}
      aria-label={`${word}: ${title}. Show your changes`}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      {icon === undefined ? <span className="sync-dot" /> : <Icon name={icon} size={16} />}
      <span className="sync-word">
        {word}
        {state === "saving" && waiting > 1 ? ` ${waiting}` : ""}
      </span>
    </button>
  );
}
