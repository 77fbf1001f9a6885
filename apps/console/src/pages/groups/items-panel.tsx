// The records of a group with their notes and states, a search inside, and what can be done with those that are chosen (UI-03).
import type { Group, RecordId, SelectionItem } from "@holdfast/contract";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { countText, recordsText } from "../../data/count-words.js";
import { useSelection } from "../../data/groups.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { Menu, type MenuItem } from "../../parts/menu.js";
import { RefusedStrip } from "../../app/changes/refused-strip.js";
import { SyncButton } from "../../app/changes/sync-button.js";
import { UndoButtons } from "../../parts/undo-buttons.js";
import { SearchField } from "../../parts/search-field.js";
import { ItemTable } from "./item-table.js";
import { StateMenu } from "../../parts/state-menu.js";
import { useItemChanges, type ItemChanges } from "./use-item-changes.js";
import "./items.css";

const RecordPanel = lazy(() =>
  import("../records/record/record-panel.js").then(({ RecordPanel: component }) => ({ default: component })),
);
const NoteDialog = lazy(() =>
  import("../records/selection-dialogs.js").then(({ NoteDialog: component }) => ({ default: component })),
);

interface ItemsPanelProps {
  readonly group: Group;
  readonly groups: readonly Group[];
}

const nowhere: MenuItem = { label: "Make another group first", disabled: true, onSelect: () => undefined };

interface ChosenActionsProps {
  readonly ids: readonly RecordId[];
  readonly changes: ItemChanges;
  readonly sendItems: (kind: "move" | "copy") => readonly MenuItem[];
  readonly onNote: () => void;
  readonly onRemoved: () => void;
}

function ChosenActions({ ids, changes, sendItems, onNote, onRemoved }: ChosenActionsProps): ReactNode {
  return (
    <div className="chosen-actions" role="group" aria-label={`With ${recordsText(ids.length)}`}>
      <StateMenu
        label="Set the state of those chosen"
        current={null}
        used={[]}
        place="above-start"
        triggerClass="button button-quiet"
        trigger={
          <>
            <Icon name="tag" /> <span>State</span>
          </>
        }
        onSet={(next) => changes.setState(ids, next)}
      />
      <Button look="quiet" icon="edit" onClick={onNote}>
        Note
      </Button>
      {(["move", "copy"] as const).map((kind) => (
        <Menu
          key={kind}
          label={kind === "move" ? "Move those chosen to" : "Copy those chosen to"}
          place="above-start"
          triggerClass="button button-quiet"
          sections={[{ heading: kind === "move" ? "Move to" : "Copy to", items: sendItems(kind) }]}
          trigger={
            <>
              <Icon name={kind} /> <span>{kind === "move" ? "Move" : "Copy"}</span>
            </>
          }
        />
      ))}
      <Button
        look="quiet"
        icon="trash"
        onClick={() => {
          changes.remove(ids);
          onRemoved();
        }}
      >
        Remove
      </Button>
    </div>
  );
}

export function ItemsPanel({ group, groups }: ItemsPanelProps): ReactNode {
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<RecordId>>(new Set());
  const state = useSelection(group.id);
  const changes = useItemChanges(group);
  const navigate = useNavigate();
  const [open, setOpen] = useState<RecordId>();
  const [isNoting, setNoting] = useState(false);
  // What has left the group meanwhile is no longer chosen.
  const ids = state === undefined ? [...chosen] : [...chosen].filter((id) => state.recordIds.has(id));
  const others = groups.filter(({ id }) => id !== group.id);

  const sendItems = (kind: "move" | "copy", wanted: readonly RecordId[]): readonly MenuItem[] =>
    others.length === 0
      ? [nowhere]
      : others.map((to) => ({
          label: to.name,
          icon: kind,
          onSelect: () => {
            changes.send(kind, wanted, to);
            setChosen(new Set());
          },
        }));
  const sectionsOf = ({ record: { id } }: SelectionItem) => [
    { heading: "Move to", items: sendItems("move", [id]) },
    { heading: "Copy to", items: sendItems("copy", [id]) },
    {
      items: [
        { label: "Details", icon: "records", onSelect: () => setOpen(id) } as const,
        { label: "Remove", icon: "trash", tone: "danger", onSelect: () => changes.remove([id]) } as const,
      ],
    },
  ];
  const isNone = ids.length === 0;
  return (
    <section className="items" aria-label="Records">
      <div className="items-bar">
        <SearchField
          value={search}
          onChange={setSearch}
          label="Search in this group"
          placeholder="Search titles, references, notes and states"
        />
      </div>
      <ItemTable
        group={group}
        state={state}
        search={search}
        chosen={chosen}
        onChosen={setChosen}
        onOpen={setOpen}
        changes={changes}
        sectionsOf={sectionsOf}
        onClearSearch={() => setSearch("")}
        onAdd={() => void navigate({ to: "/records", search: { group: group.id } })}
      />
      <section className="selection-bar" aria-label="Chosen records">
        <RefusedStrip />
        <div className="selection-main">
          <p className="selection-count items-count">
            <strong>{countText(isNone ? group.count : ids.length)}</strong>{" "}
            <span>{isNone ? (group.count === 1 ? "record" : "records") : "chosen"}</span>
          </p>
          {!isNone && (
            <ChosenActions
              ids={ids}
              changes={changes}
              sendItems={(kind) => sendItems(kind, ids)}
              onNote={() => setNoting(true)}
              onRemoved={() => setChosen(new Set())}
            />
          )}
          <span className="selection-space" />
          <UndoButtons tell={isNone} />
          <SyncButton />
        </div>
      </section>
      <Suspense>
        {open !== undefined && (
          <Dialog title="Details" place="side" onClose={() => setOpen(undefined)}>
            <RecordPanel id={open} group={group} />
          </Dialog>
        )}
        {isNoting && (
          <NoteDialog
            scopes={{ all: { group, count: ids.length, filter: {} }, shown: undefined }}
            onAnnotate={(_, { note = null }) => changes.setNotes(ids, note)}
            onClose={() => setNoting(false)}
          />
        )}
      </Suspense>
    </section>
  );
}
