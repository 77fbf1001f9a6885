// The filters of the activity page: what, in which group, when, and behind a button the rarer ones. All of them are in the address.
import type { GroupId } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import { actionName } from "../../data/activity-words.js";
import { actionsOf, activityKinds, kindWords } from "../../data/activity-kinds.js";
import {
  filterCount,
  periods,
  periodWords,
  type ActivityChange,
  type ActivitySearch,
  type Period,
} from "../../data/activity-search.js";
import { deviceName } from "../../data/device-name.js";
import { useCurrentGroup } from "../../data/groups.js";
import { sessionsQuery } from "../../data/sessions.js";
import { Button } from "../../parts/button.js";
import { SelectField } from "../../parts/select-field.js";
import { LazyField } from "./lazy-field.js";

interface FiltersProps {
  readonly search: ActivitySearch;
  readonly isAdmin: boolean;
  readonly onChange: (next: ActivityChange) => void;
}

export function ActivityFilters({ search, isAdmin, onChange }: FiltersProps): ReactNode {
  const { address, session, record, user, operation, since, until } = search;
  const hasRare = [address, session, record, user, operation].some((value) => value !== undefined);
  const [isOpen, setOpen] = useState(hasRare);
  const id = useId();
  const { groups } = useCurrentGroup(undefined);
  const count = filterCount(search);
  const isBetween = since !== undefined || until !== undefined;
  const choosePeriod = (value: string): void => {
    const rest = { ...search, since: undefined, until: undefined, period: undefined };
    if (value === "between") onChange({ ...rest, since: new Date(Date.now() - 7 * 86_400_000).toISOString() });
    else onChange({ ...rest, period: value === "month" ? undefined : (value as Period | "all") });
  };
  return (
    <section className="activity-filters" aria-label="Filters">
      <div className="filter-line">
        <SelectField
          label="What"
          value={search.what ?? ""}
          onChange={(what) => onChange({ ...search, what: what === "" ? undefined : what })}
        >
          <option value="">Everything</option>
          {activityKinds.map((kind) => (
            <optgroup key={kind} label={kindWords[kind]}>
              <option value={kind}>{kindWords[kind]}: all</option>
              {actionsOf(kind).map((action) => (
                <option key={action} value={action}>
                  {actionName(action)}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <SelectField
          label="Group"
          value={search.group ?? ""}
          onChange={(group) => onChange({ ...search, group: group === "" ? undefined : (group as GroupId) })}
        >
          <option value="">Any group</option>
          {groups.map((group) => (
            <option key={group.id} value={group.id}>
              {group.name}
            </option>
          ))}
          {search.group !== undefined && !groups.some(({ id: known }) => known === search.group) && (
            <option value={search.group}>Group {search.group.slice(0, 8)}</option>
          )}
        </SelectField>
        <SelectField label="When" value={isBetween ? "between" : (search.period ?? "month")} onChange={choosePeriod}>
          {periods.map((period) => (
            <option key={period} value={period}>
              {periodWords[period]}
            </option>
          ))}
          <option value="all">Any time</option>
          <option value="between">Between two moments</option>
        </SelectField>
        <Button look="quiet" icon="filter" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          More
        </Button>
        {count > 0 && (
          <Button look="quiet" onClick={() => onChange({ who: search.who })}>
            Clear {count === 1 ? "filter" : `${count} filters`}
          </Button>
        )}
      </div>
      {isBetween && (
        <div className="filter-line">
          <MomentField label="From" value={since} onChange={(next) => onChange({ ...search, since: next })} />
          <MomentField label="Until" value={until} onChange={(next) => onChange({ ...search, until: next })} />
        </div>
      )}
      <div id={id} className="filter-line" hidden={!isOpen}>
        <LazyField
          label="Address"
          placeholder="192.0.2.7 or 192.0.2.0/24"
          value={address}
          onChange={(next) => onChange({ ...search, address: next })}
        />
        <SessionField session={session} onChange={(next) => onChange({ ...search, session: next })} />
        <LazyField
          label="Record"
          placeholder="Id of a record"
          value={record}
          onChange={(next) => onChange({ ...search, record: next })}
        />
        {isAdmin && search.who === "everybody" && (
          <LazyField
            label="Person"
            placeholder="Id of an account"
            value={user}
            onChange={(next) => onChange({ ...search, user: next })}
          />
        )}
        {operation !== undefined && (
          <LazyField label="Operation" value={operation} onChange={(next) => onChange({ ...search, operation: next })} />
        )}
      </div>
    </section>
  );
}

function SessionField({
  session,
  onChange,
}: {
  readonly session: string | undefined;
  readonly onChange: (next: string | undefined) => void;
}): ReactNode {
  const { data } = useQuery(sessionsQuery);
  const sessions = data?.sessions ?? [];
  return (
    <SelectField label="Session" value={session ?? ""} onChange={(value) => onChange(value === "" ? undefined : value)}>
      <option value="">Any session</option>
      {sessions.map(({ id, current, userAgent }) => (
        <option key={id} value={id}>
          {current ? "This session" : `${deviceName(userAgent)} · ${id.slice(0, 8)}`}
        </option>
      ))}
      {session !== undefined && !sessions.some(({ id }) => id === session) && (
        <option value={session}>Ended session {session.slice(0, 8)}</option>
      )}
    </SelectField>
  );
}

/** The local time of a moment, as the browser's field wants it. */
function localText(moment: string | undefined): string {
  if (moment === undefined) return "";
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function MomentField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (next: string | undefined) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field filter-field">
      <label htmlFor={id}>{label}</label>
      <div className="field-box">
        <input
          id={id}
          type="datetime-local"
          value={localText(value)}
          onChange={({ target }) => onChange(target.value === "" ? undefined : new Date(target.value).toISOString())}
        />
      </div>
    </div>
  );
}
