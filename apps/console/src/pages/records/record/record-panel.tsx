// One record: what it is, which groups hold it, its note and state in the current one, and what happened to it (UI-01, SE-14).
import { isSelected } from "@holdfast/client";
import type { CatalogueRecord, Group, RecordId } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from "react";
import { useCurrentGroup } from "../../../data/groups.js";
import { useMemberships } from "../../../data/memberships.js";
import { recordQuery } from "../../../data/record.js";
import { useLive } from "../../../data/use-live.js";
import { useSpeaker } from "../../../parts/announcer.js";
import { IconButton } from "../../../parts/button.js";
import { ProblemState } from "../../../parts/empty-state.js";
import { RecordHistoryList } from "./record-history.js";
import { RecordItem } from "./record-item.js";
import "./record-panel.css";

function Facts({ record }: { readonly record: CatalogueRecord }): ReactNode {
  const facts: readonly (readonly [string, string | number | null])[] = [
    ["Reference", record.reference],
    ["Family", record.family],
    ["Type", record.type],
    ["Year", record.year],
    ["Status", record.status],
  ];
  return (
    <dl className="record-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A tick for each group: in it or not, shown at once. */
function Groups({ record, groups }: { readonly record: CatalogueRecord; readonly groups: readonly Group[] }): ReactNode {
  const { selections } = useLive();
  const { announce } = useSpeaker();
  useSyncExternalStore(
    (listener) => selections.subscribe(listener),
    () => selections.revision(),
  );
  const holders = useMemberships([record.id], true)(record.id);
  const holds = (group: Group): boolean => {
    const state = selections.get(group.id);
    // What was just ticked shows at once, also in a group that was not read.
    const isKnown = state !== undefined && (selections.isLoaded(group.id) || state.operations.length > 0);
    return isKnown ? isSelected(state, record.id) : (holders ?? []).includes(group.name);
  };
  const toggle = (group: Group): void => {
    const wanted = !holds(group);
    void (wanted ? selections.select(group.id, [record.id]) : selections.deselect(group.id, [record.id])).then((outcome) => {
      if (outcome.status === "answered") announce(`${wanted ? "Selected in" : "Deselected in"} ${group.name}.`);
    });
  };
  return (
    <fieldset className="record-groups" aria-busy={holders === undefined}>
      <legend>In groups</legend>
      {groups.map((group) => (
        <label key={group.id} className="choice">
          <input
            type="checkbox"
            className="tick"
            checked={holds(group)}
            disabled={record.withdrawnAt !== null && !holds(group)}
            onChange={() => toggle(group)}
          />
          <span>{group.name}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface RecordPanelProps {
  readonly id: RecordId;
  readonly group: Group | undefined;
  /** Absent where a dialog has its own. */
  readonly onClose?: () => void;
}

export function RecordPanel({ id, group, onClose }: RecordPanelProps): ReactNode {
  const { data, error, refetch } = useQuery(recordQuery(id));
  const { groups } = useCurrentGroup(undefined);
  const { announce } = useSpeaker();
  const told = useRef<RecordId>(undefined);
  useEffect(() => {
    if (data === undefined || told.current === id) return;
    told.current = id;
    announce(`Details of ${data.title}.`);
  }, [data, id, announce]);
  if (data === undefined)
    return error === null ? (
      <div className="record-panel" aria-busy="true">
        <span className="bar" data-width="2" />
      </div>
    ) : (
      <ProblemState problem={error} onRetry={() => void refetch()} />
    );
  return (
    <div className="record-panel">
      <header className="record-panel-head">
        <h2>{data.title}</h2>
        {onClose !== undefined && <IconButton icon="close" label="Close details" onClick={onClose} />}
      </header>
      {data.withdrawnAt !== null && (
        <p className="record-withdrawn">Withdrawn: it can still be seen and deselected, but no longer selected.</p>
      )}
      <Facts record={data} />
      <Groups record={data} groups={groups} />
      {group !== undefined && <RecordItem key={`${group.id} ${id}`} group={group} record={data} />}
      <RecordHistoryList id={id} groups={groups} />
    </div>
  );
}
