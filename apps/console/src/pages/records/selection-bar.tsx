// What is selected where, how safe it is by now, what was refused and the way out, and clearing it all (UI-01, UI-02).
import { selectedCount, selectionSummary, syncStateOf, type SelectionState, type TrackedOperation } from "@holdfast/client";
import type { Group } from "@holdfast/contract";
import { useState, type ReactNode } from "react";
import { useLive } from "../../data/use-live.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { ConfirmDialog } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { Menu } from "../../parts/menu.js";
import { UndoButtons } from "../../parts/undo-buttons.js";
import { SyncIndicator } from "../../parts/sync-indicator.js";
import { leftOutWords } from "./use-row-selection.js";

const number = new Intl.NumberFormat("en-GB");
/** Clearing more than so many asks first. */
const askAbove = 10;

interface SelectionBarProps {
  readonly groups: readonly Group[];
  readonly group: Group;
  readonly state: SelectionState;
  readonly hidden: number;
  readonly rangeRows: number;
  readonly onGroup: (group: Group) => void;
  readonly onCleared: () => void;
}

function useClear(group: Group, onCleared: () => void): () => void {
  const { selections } = useLive();
  const { announce, notify } = useSpeaker();
  return () => {
    void selections.clear(group.id).then((outcome) => {
      if (outcome.status === "refused") return;
      const leftOut = leftOutWords(outcome.answer);
      if (leftOut !== undefined) notify({ tone: "warn", text: leftOut });
      announce(`${group.name} was cleared.`);
      onCleared();
    });
  };
}

function RefusedStrip({ group, operation }: { readonly group: Group; readonly operation: TrackedOperation }): ReactNode {
  const { selections } = useLive();
  const { refusal, effect, operationId } = operation;
  const again = (): void => {
    selections.dismiss(group.id, operationId);
    if (effect.kind === "add") void selections.select(group.id, [...effect.recordIds]);
    if (effect.kind === "remove") void selections.deselect(group.id, [...effect.recordIds]);
  };
  const canRepeat = effect.kind === "add" || effect.kind === "remove";
  return (
    <div className="refused" role="alert">
      <Icon name="warning" />
      <p>
        <strong>A change was refused and taken back.</strong> {refusal?.detail} {refusal?.action}
      </p>
      {canRepeat && (
        <Button look="quiet" onClick={again}>
          Try again
        </Button>
      )}
      <Button look="quiet" onClick={() => selections.dismiss(group.id, operationId)}>
        Dismiss
      </Button>
    </div>
  );
}

export function SelectionBar({ groups, group, state, hidden, rangeRows, onGroup, onCleared }: SelectionBarProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const clear = useClear(group, onCleared);
  const count = selectedCount(state);
  const refused = state.operations.findLast((operation) => operation.state === "refused");
  const saving = state.operations.filter((operation) => operation.state === "saving").length;
  const items = groups.map((one) => ({ label: one.name, checked: one.id === group.id, onSelect: () => onGroup(one) }));
  return (
    <section className="selection-bar" aria-label="Selection">
      {refused !== undefined && <RefusedStrip key={refused.operationId} group={group} operation={refused} />}
      <div className="selection-main">
        <p className="selection-count" data-empty={count === 0 || undefined} aria-label={selectionSummary(count, hidden)}>
          <strong>{number.format(count)}</strong> <span>selected</span> in
        </p>
        <Menu
          label={`Current group: ${group.name}`}
          triggerClass="group-switch"
          place="above-start"
          sections={[{ heading: "Select into", items }]}
          trigger={
            <>
              <span>{group.name}</span>
              <Icon name="chevron" size={14} />
            </>
          }
        />
        {hidden > 0 && <p className="selection-hidden">{number.format(hidden)} hidden by filters</p>}
        {rangeRows > 1 && (
          <p className="selection-range">
            {number.format(rangeRows)} rows in range: <kbd>Space</kbd> ticks, <kbd>Esc</kbd> leaves
          </p>
        )}
        <span className="selection-space" />
        <UndoButtons tell />
        <SyncIndicator state={syncStateOf(state)} waiting={saving} />
        <Button look="plain" disabled={count === 0} onClick={() => (count > askAbove ? setAsking(true) : clear())}>
          Clear
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={`Clear ${number.format(count)} records from “${group.name}”?`}
          action={`Clear ${number.format(count)}`}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            clear();
          }}
        >
          <p>
            All of them are deselected{hidden > 0 ? `, also the ${number.format(hidden)} that the filters hide` : ""}. The records
            stay in the catalogue.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
