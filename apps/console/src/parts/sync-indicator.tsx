// Where a change is by now: saving, safe in the journal, synced with the database, or refused (UI-02).
import type { ReactNode } from "react";
import type { OperationState } from "@holdfast/client";
import { Icon, type IconName } from "./icon.js";

const looks: Readonly<
  Record<OperationState, { readonly icon: IconName | undefined; readonly word: string; readonly title: string }>
> = {
  saving: { icon: undefined, word: "Saving", title: "On its way to the server" },
  safe: { icon: "shield", word: "Safe", title: "Safe in the journal; the database follows in a moment" },
  synced: { icon: "database", word: "Synced", title: "Everything is in the database" },
  refused: { icon: "warning", word: "Refused", title: "A change was refused and taken back" },
};

/** `waiting` more than one: so many operations are on their way. */
export function SyncIndicator({ state, waiting = 0 }: { readonly state: OperationState; readonly waiting?: number }): ReactNode {
  const { icon, word, title } = looks[state];
  return (
    <span className="sync" data-state={state} title={title} role="img" aria-label={`${word}: ${title}`}>
      {icon === undefined ? <span className="sync-dot" /> : <Icon name={icon} size={16} />}
      <span className="sync-word">
        {word}
        {state === "saving" && waiting > 1 ? ` ${waiting}` : ""}
      </span>
    </span>
  );
}
