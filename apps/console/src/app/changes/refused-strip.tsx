// Above the bar of a page: what was refused last, why, and the ways out (UI-02).
import type { ReactNode } from "react";
import { changeWords } from "../../data/change-words.js";
import { useCurrentGroup } from "../../data/groups.js";
import { useRefusals } from "../../data/use-refusals.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { openChanges } from "./open-changes.js";

export function RefusedStrip(): ReactNode {
  const { refused, dismiss, again } = useRefusals();
  const { groups } = useCurrentGroup(undefined);
  const [last] = refused;
  if (last === undefined) return null;
  const { operationId, change, refusal } = last;
  return (
    <div key={operationId} className="refused" role="alert">
      <Icon name="warning" />
      <p>
        <strong>Refused and taken back: {changeWords(change, groups)}.</strong> {refusal?.detail} {refusal?.action}
      </p>
      {refused.length > 1 && (
        <Button look="quiet" onClick={() => openChanges()}>
          All {refused.length}
        </Button>
      )}
      <Button look="quiet" onClick={() => again(last)}>
        Try again
      </Button>
      <Button look="quiet" onClick={() => dismiss(last)}>
        Dismiss
      </Button>
    </div>
  );
}
