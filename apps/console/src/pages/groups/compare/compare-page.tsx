// Two or three groups beside each other: an area diagram, the same in numbers, the records of each region, and a new group from it (UI-03).
import type { SelectionState } from "@holdfast/client";
import type { Group, GroupId } from "@holdfast/contract";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { countText, recordsText } from "../../../data/count-words.js";
import type { CompareSearch } from "../../../data/group-search.js";
import { useCurrentGroup, useSelection } from "../../../data/groups.js";
import { Button } from "../../../parts/button.js";
import { EmptyState } from "../../../parts/empty-state.js";
import { PageHead } from "../../../parts/page-head.js";
import { RecordList } from "../record-list.js";
import { AreaDiagram } from "./area-diagram.js";
import { letterOf, regionsOf, regionWords, type Region } from "./regions.js";
import { SaveRegionDialog } from "./save-region-dialog.js";
import "./compare.css";

const slots = ["a", "b", "c"] as const;

/** The groups that the address names; the first of the list that hold something stand in for the first two that it does not. */
export function comparedGroups(groups: readonly Group[], search: CompareSearch): readonly (Group | undefined)[] {
  const named = slots.map((slot) => groups.find(({ id }) => id === search[slot]));
  const others = groups.filter((group) => !named.includes(group));
  const spare = [...others.filter(({ count }) => count > 0), ...others.filter(({ count }) => count === 0)];
  return named.map((group, at) => group ?? (at < 2 ? spare.shift() : undefined));
}

interface GroupPickProps {
  readonly at: number;
  readonly groups: readonly Group[];
  readonly picked: readonly (Group | undefined)[];
  readonly onPick: (id: string) => void;
}

function GroupPick({ at, groups, picked, onPick }: GroupPickProps): ReactNode {
  const own = picked[at];
  return (
    <label className="group-pick">
      <span className="group-pick-letter">{letterOf(at)}</span>
      <select value={own?.id ?? ""} aria-label={`Group ${letterOf(at)}`} onChange={({ target }) => onPick(target.value)}>
        {(at === 2 || own === undefined) && <option value="">{at === 2 ? "No third group" : "Choose a group"}</option>}
        {groups
          .filter((group) => group === own || !picked.includes(group))
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
}

interface ComparisonProps {
  readonly groups: readonly Group[];
  readonly states: readonly SelectionState[];
}

function Comparison({ groups, states }: ComparisonProps): ReactNode {
  const all = (1 << groups.length) - 1;
  const [asked, setAsked] = useState<Region>();
  const [isSaving, setSaving] = useState(false);
  const regions = useMemo(() => regionsOf(states.map(({ recordIds }) => recordIds)), [states]);
  const any = useMemo(() => [...regions.values()].flat(), [regions]);
  const idsOf = (region: Region) => (region === "any" ? any : (regions.get(region) ?? []));
  const rows: readonly Region[] = [...[...regions.keys()].sort((a, b) => b - a), "any"];
  // Until somebody chooses: what most of the groups share, where they share something.
  const isAsked = asked !== undefined && (asked === "any" || asked <= all);
  const chosen = isAsked ? asked : (rows.find((region) => idsOf(region).length > 0) ?? all);
  const words = regionWords(chosen, groups.length);
  const ids = idsOf(chosen);
  return (
    <div className="compare">
      <div className="compare-picture">
        <AreaDiagram
          counts={states.map(({ recordIds }) => recordIds.size)}
          regions={regions}
          chosen={chosen}
          onChoose={setAsked}
        />
        {groups.length === 3 && (
          <p className="muted compare-note">Circles cannot show every overlap of three; the numbers are exact.</p>
        )}
      </div>
      <table className="numbers">
        <caption className="visually-hidden">How many records are in which of the groups</caption>
        <thead>
          <tr>
            <th scope="col">Records in</th>
            <th scope="col">Number</th>
            <th scope="col">Of all</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((region) => (
            <tr key={region} data-chosen={region === chosen || undefined}>
              <th scope="row">
                <button type="button" className="region-button" aria-pressed={region === chosen} onClick={() => setAsked(region)}>
                  {regionWords(region, groups.length)}
                </button>
              </th>
              <td>{countText(idsOf(region).length)}</td>
              <td>{any.length === 0 ? "–" : `${Math.round((100 * idsOf(region).length) / any.length)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <section className="compare-list" aria-labelledby="region-title">
        <header className="list-head">
          <div>
            <h2 id="region-title">{words}</h2>
            <p className="muted">{recordsText(ids.length)}</p>
          </div>
          <Button icon="plus" disabled={ids.length === 0} onClick={() => setSaving(true)}>
            Save as new group
          </Button>
        </header>
        {ids.length === 0 ? (
          <p className="list-none muted">No record is here.</p>
        ) : (
          <RecordList key={chosen} ids={ids} label={`${words}: ${recordsText(ids.length)}`} />
        )}
      </section>
      {isSaving && <SaveRegionDialog region={chosen} words={words} groups={groups} ids={ids} onClose={() => setSaving(false)} />}
    </div>
  );
}

export function ComparePage(): ReactNode {
  const search = useSearch({ from: "/shell/groups/compare" });
  const { groups } = useCurrentGroup(undefined);
  const navigate = useNavigate();
  const picked = comparedGroups(groups, search);
  const a = useSelection(picked[0]?.id);
  const b = useSelection(picked[1]?.id);
  const c = useSelection(picked[2]?.id);
  const shown = picked.filter((group) => group !== undefined);
  const states = useMemo(() => [a, b, c].filter((state) => state !== undefined), [a, b, c]);
  const pick = (at: number, id: string): void => {
    const next = picked.map((group, place) => (place === at ? (id as GroupId) : group?.id));
    const named = slots
      .map((slot, place) => [slot, next[place]] as const)
      .filter(([, value]) => value !== undefined && value !== "");
    void navigate({ to: "/groups/compare", search: Object.fromEntries(named), replace: true });
  };
  return (
    <div className="page compare-page">
      <PageHead title="Compare groups">What two or three groups share, and what only one of them holds.</PageHead>
      {groups.length === 1 ? (
        <EmptyState icon="compare" title="There is only one group">
          <p>Make another one, and you can see here what they share.</p>
        </EmptyState>
      ) : (
        <>
          <div className="group-picks">
            {slots.slice(0, Math.min(3, Math.max(2, groups.length))).map((slot, at) => (
              <GroupPick key={slot} at={at} groups={groups} picked={picked} onPick={(id) => pick(at, id)} />
            ))}
          </div>
          {shown.length > 1 && states.length === shown.length ? (
            <Comparison key={shown.length} groups={shown} states={states} />
          ) : (
            <div className="compare" aria-busy="true" />
          )}
        </>
      )}
    </div>
  );
}
