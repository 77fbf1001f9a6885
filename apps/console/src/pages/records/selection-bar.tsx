// What is selected where, what the filters hide of it, what can be done with it, and how safe it is by now (UI-01, UI-02).
import { selectedCount, selectionSummary, type SelectionState } from "@holdfast/client";
import type { Group, RecordFilter } from "@holdfast/contract";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { RefusedStrip } from "../../app/changes/refused-strip.js";
import { SyncButton } from "../../app/changes/sync-button.js";
import { countText } from "../../data/count-words.js";
import { download } from "../../data/export-address.js";
import { useLive } from "../../data/use-live.js";
import { useMedia } from "../../data/use-media.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { Menu, type MenuItem } from "../../parts/menu.js";
import { UndoButtons } from "../../parts/undo-buttons.js";
import { GroupDialog } from "../groups/group-dialog.js";
import type { SelectionScope } from "./selection-scope.js";
import { leftOutWords } from "./use-row-selection.js";
import { useSelectionActions } from "./use-selection-actions.js";

const dialogs = () => import("./selection-dialogs.js");
const AddDialog = lazy(() => dialogs().then(({ AddDialog: component }) => ({ default: component })));
const StateDialog = lazy(() => dialogs().then(({ StateDialog: component }) => ({ default: component })));
const NoteDialog = lazy(() => dialogs().then(({ NoteDialog: component }) => ({ default: component })));
const RemoveDialog = lazy(() => dialogs().then(({ RemoveDialog: component }) => ({ default: component })));

const compact = "(max-width: 759px)";
/** Clearing more than so many asks first. */
const askAbove = 10;

interface SelectionBarProps {
  readonly groups: readonly Group[];
  readonly group: Group;
  /** Undefined until it was read: the bar stands all the same, and keeps the focus. */
  readonly state: SelectionState | undefined;
  /** The filters of the table, without the group. */
  readonly filter: RecordFilter;
  readonly hidden: number;
  readonly rangeRows: number;
  /** Rows of a range are being read before they are ticked. */
  readonly isReading: boolean;
  readonly onGroup: (group: Group) => void;
  readonly onShowHidden: () => void;
  readonly onCleared: () => void;
}

type Asked = "add" | "state" | "note" | "remove" | { readonly createFor: SelectionScope };

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

function GroupSwitch({ groups, group, onGroup }: Pick<SelectionBarProps, "groups" | "group" | "onGroup">): ReactNode {
  const items = groups.map((one) => ({ label: one.name, checked: one.id === group.id, onSelect: () => onGroup(one) }));
  return (
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
  );
}

interface ActionsProps {
  readonly group: Group;
  readonly isEmpty: boolean;
  readonly onAsk: (asked: Asked) => void;
  readonly onClear: () => void;
}

/** Beside one another where there is room, else in one menu. */
function Actions({ group, isEmpty, onAsk, onClear }: ActionsProps): ReactNode {
  const isRoomy = useMedia("(min-width: 1440px)");
  const isCompact = useMedia(compact);
  const asking: readonly (MenuItem & { readonly icon: "move" | "tag" | "edit" })[] = [
    { label: "Add to group", icon: "move", disabled: isEmpty, onSelect: () => onAsk("add") },
    { label: "State", icon: "tag", disabled: isEmpty, onSelect: () => onAsk("state") },
    { label: "Note", icon: "edit", disabled: isEmpty, onSelect: () => onAsk("note") },
  ];
  const exporting: readonly MenuItem[] = [
    { label: "Export as CSV, for spreadsheets", icon: "download", disabled: isEmpty, onSelect: () => download(group, "csv") },
    {
      label: "Export as JSON lines, for programs",
      icon: "download",
      disabled: isEmpty,
      onSelect: () => download(group, "lines"),
    },
  ];
  const clearing: MenuItem = { label: "Clear", icon: "trash", tone: "danger", disabled: isEmpty, onSelect: onClear };
  if (!isRoomy)
    return (
      <Menu
        label={isCompact ? "With the selection" : "Actions with the selection"}
        place="above-start"
        triggerClass={isCompact ? "icon-button" : "button button-plain"}
        sections={[
          { heading: "With the selection", items: asking },
          { items: exporting },
          ...(isCompact ? [{ items: [clearing] }] : []),
        ]}
        trigger={
          isCompact ? (
            <Icon name="more" />
          ) : (
            <>
              <span className="button-label">Actions</span>
              <Icon name="chevron" size={14} />
            </>
          )
        }
      />
    );
  return (
    <div className="selection-actions" role="group" aria-label="With the selection">
      {asking.map(({ label, icon, onSelect }) => (
        <Button key={label} look="quiet" icon={icon} disabled={isEmpty} onClick={onSelect}>
          {label}
        </Button>
      ))}
      <Menu
        label="Export the selection"
        place="above-start"
        triggerClass="button button-quiet"
        sections={[{ items: exporting }]}
        trigger={
          <>
            <Icon name="download" />
            <span className="button-label">Export</span>
          </>
        }
      />
    </div>
  );
}

function Dialogs({
  asked,
  onAsk,
  groups,
  state,
  all,
  shown,
  onClear,
}: {
  readonly asked: Asked | undefined;
  readonly onAsk: (asked: Asked | undefined) => void;
  readonly groups: readonly Group[];
  readonly state: SelectionState | undefined;
  readonly all: SelectionScope;
  readonly shown: SelectionScope | undefined;
  readonly onClear: () => void;
}): ReactNode {
  const actions = useSelectionActions(state);
  const common = { scopes: { all, shown }, onClose: () => onAsk(undefined) };
  const remove = (scope: SelectionScope): void => (scope === all ? onClear() : actions.remove(scope));
  return (
    <Suspense>
      {asked === "add" && (
        <AddDialog {...common} groups={groups} onAdd={actions.add} onCreate={(createFor) => onAsk({ createFor })} />
      )}
      {typeof asked === "object" && (
        <GroupDialog onClose={common.onClose} onCreated={(id) => actions.add(asked.createFor, { id, name: "the new group" })} />
      )}
      {asked === "state" && <StateDialog {...common} onAnnotate={actions.annotate} />}
      {asked === "note" && <NoteDialog {...common} onAnnotate={actions.annotate} />}
      {asked === "remove" && <RemoveDialog {...common} onRemove={remove} />}
    </Suspense>
  );
}

export function SelectionBar(props: SelectionBarProps): ReactNode {
  const { group, state, filter, hidden, rangeRows, isReading } = props;
  const [asked, setAsked] = useState<Asked>();
  const isCompact = useMedia(compact);
  const clear = useClear(group, props.onCleared);
  const count = state === undefined ? group.count : selectedCount(state);
  const all: SelectionScope = { group, count, filter: {} };
  const shown = hidden > 0 ? { group, count: Math.max(0, count - hidden), filter } : undefined;
  const askOrClear = (): void => (count > askAbove || shown !== undefined ? setAsked("remove") : clear());
  return (
    <section className="selection-bar" aria-label="Selection">
      <RefusedStrip />
      <div className="selection-main">
        <p className="selection-count" data-empty={count === 0 || undefined} aria-label={selectionSummary(count, hidden)}>
          <strong>{countText(count)}</strong> <span>selected</span> in
        </p>
        <GroupSwitch {...props} />
        {hidden > 0 && (
          <p className="selection-hidden">
            {countText(hidden)} hidden by filters
            <button type="button" className="link-button" onClick={props.onShowHidden}>
              Show
            </button>
          </p>
        )}
        {isReading ? (
          <p className="selection-range" role="status">
            Reading the rows of the range…
          </p>
        ) : (
          rangeRows > 1 && (
            <p className="selection-range">
              {countText(rangeRows)} rows in range: <kbd>Space</kbd> ticks, <kbd>Esc</kbd> leaves
            </p>
          )
        )}
        <span className="selection-space" />
        <UndoButtons />
        <SyncButton />
        <Actions group={group} isEmpty={count === 0 || state === undefined} onAsk={setAsked} onClear={askOrClear} />
        {!isCompact && (
          <Button disabled={count === 0 || state === undefined} onClick={askOrClear}>
            Clear
          </Button>
        )}
      </div>
      <Dialogs asked={asked} onAsk={setAsked} groups={props.groups} state={state} all={all} shown={shown} onClear={clear} />
    </section>
  );
}
