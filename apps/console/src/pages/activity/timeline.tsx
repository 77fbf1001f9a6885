// What happened, day by day; an entry opens into the story of the change.
import type { AuditEntry, UserId } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouteContext } from "@tanstack/react-router";
import { useId, useState, type ReactNode } from "react";
import { kindOf, type ActivityKind } from "../../data/activity-kinds.js";
import type { ActivityChange, ActivitySearch } from "../../data/activity-search.js";
import { peopleQuery } from "../../data/activity.js";
import { activityWords, isAboutGroup, reasonWords } from "../../data/activity-words.js";
import { countText } from "../../data/count-words.js";
import { deviceName } from "../../data/device-name.js";
import { useCurrentGroup } from "../../data/groups.js";
import { clockTime, dayOf, dayWords } from "../../data/time-words.js";
import { useNow } from "../../data/use-now.js";
import { ChangeStory, StoryFact } from "../../parts/change-story.js";
import { Icon, type IconName } from "../../parts/icon.js";

const icons: Readonly<Record<ActivityKind, IconName>> = {
  selections: "records",
  groups: "groups",
  connections: "connections",
  sessions: "sessions",
  administration: "key",
};

interface TimelineProps {
  /** Undefined while they are read. */
  readonly entries: readonly AuditEntry[] | undefined;
  /** Of the filters before. */
  readonly isOld: boolean;
  readonly search: ActivitySearch;
  readonly onChange: (next: ActivityChange) => void;
}

type People = ReadonlyMap<UserId, string>;
const nobody: People = new Map();

/** The addresses of those whom the entries are about. */
function usePeople(entries: readonly AuditEntry[]): People {
  const ids = new Set(entries.flatMap(({ actorId, userId }) => [actorId, userId]).filter((id) => id !== null));
  return useQuery(peopleQuery([...ids].toSorted())).data ?? nobody;
}

function inDays(entries: readonly AuditEntry[]): readonly (readonly [string, readonly AuditEntry[]])[] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) days.set(dayOf(entry.at), [...(days.get(dayOf(entry.at)) ?? []), entry]);
  return [...days];
}

export function Timeline({ entries, isOld, search, onChange }: TimelineProps): ReactNode {
  const [open, setOpen] = useState<string>();
  const now = useNow();
  const people = usePeople(search.who === "everybody" ? (entries ?? []) : []);
  if (entries === undefined)
    return (
      <ol className="happened" aria-label="What happened" aria-busy="true">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <li key={row} className="happened-bone">
            <span className="bar" data-width={row % 5} />
          </li>
        ))}
      </ol>
    );
  return (
    <div className="happened-days" data-stale={isOld || undefined}>
      {inDays(entries).map(([day, those]) => (
        <section key={day} aria-label={dayWords(day, now)}>
          <h2 className="happened-day">{dayWords(day, now)}</h2>
          <ol className="happened">
            {those.map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                people={people}
                isOpen={open === entry.id}
                onToggle={() => setOpen(open === entry.id ? undefined : entry.id)}
                search={search}
                onChange={onChange}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

interface EntryProps extends Pick<TimelineProps, "search" | "onChange"> {
  readonly entry: AuditEntry;
  readonly people: People;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

const failures: ReadonlySet<string> = new Set([
  "sign_in_refused",
  "token_refresh_failed",
  "reconnect_required",
  "provider_revocation_failed",
  "operation_quarantined",
]);

function Person({ id, people }: { readonly id: UserId; readonly people: People }): ReactNode {
  const email = people.get(id);
  return email === undefined ? (
    <span className="mono" title={id}>
      {id.slice(0, 8)}
    </span>
  ) : (
    <span title={id}>{email}</span>
  );
}

function Entry({ entry, people, isOpen, onToggle, search, onChange }: EntryProps): ReactNode {
  const { me } = useRouteContext({ from: "/shell" });
  const { groups } = useCurrentGroup(undefined);
  const id = useId();
  const { action, added, removed, actorId, userId, address, userAgent } = entry;
  const group = groups.find((one) => one.id === entry.groupId);
  const isEverybody = search.who === "everybody";
  const who = actorId === null ? "the system" : actorId === me.account.id ? "you" : <Person id={actorId} people={people} />;
  return (
    <li className="happened-entry" data-open={isOpen || undefined}>
      <button
        type="button"
        className="happened-row"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={onToggle}
      >
        <span className="happened-icon" data-tone={failures.has(action) ? "warn" : undefined}>
          <Icon name={failures.has(action) ? "warning" : icons[kindOf(action)]} size={16} />
        </span>
        <span className="happened-what">
          {activityWords(entry)}
          {isAboutGroup(entry) && (
            <span className="muted"> in {group?.name ?? (isEverybody ? "a group" : "a deleted group")}</span>
          )}
        </span>
        <span className="happened-counts">
          {added > 0 && <span data-tone="good">+{countText(added)}</span>}
          {removed > 0 && <span data-tone="bad">−{countText(removed)}</span>}
        </span>
        <span className="happened-from">
          {who}
          {isEverybody && userId !== null && userId !== actorId && (
            <>
              , for <Person id={userId} people={people} />
            </>
          )}
          {(userAgent !== null || address !== null) && <> · {userAgent === null ? address : deviceName(userAgent)}</>}
        </span>
        <time className="happened-time" dateTime={entry.at}>
          {clockTime(entry.at)}
        </time>
        <Icon name="chevron" size={14} />
      </button>
      {isOpen && (
        <div id={id} className="happened-story">
          <EntryStory
            entry={entry}
            people={people}
            search={search}
            onChange={onChange}
            ownId={me.account.id}
            ownSession={me.session.id}
          />
        </div>
      )}
    </li>
  );
}

function EntryStory({
  entry,
  people,
  search,
  onChange,
  ownId,
  ownSession,
}: Pick<EntryProps, "entry" | "people" | "search" | "onChange"> & {
  readonly ownId: string;
  readonly ownSession: string;
}): ReactNode {
  const { groups } = useCurrentGroup(undefined);
  const { groupId, groupVersion, sessionId, operationId, recordId } = entry;
  const reason = reasonWords(entry);
  const note = entry.metadata["note"];
  const only = (narrower: ActivityChange): void => onChange({ who: search.who, period: "all", ...narrower });
  const actions = (
    <>
      {groupId !== null && groupVersion !== null && groups.some(({ id }) => id === groupId) && (
        <Link
          to="/groups/$id"
          params={{ id: groupId }}
          search={{ tab: "history", version: groupVersion }}
          className="button button-plain"
        >
          <Icon name="history" />
          The group then
        </Link>
      )}
      {operationId !== null && search.operation === undefined && (
        <button type="button" className="button button-quiet" onClick={() => only({ operation: operationId })}>
          All of this operation
        </button>
      )}
      {sessionId !== null && search.session === undefined && (
        <button type="button" className="button button-quiet" onClick={() => only({ session: sessionId })}>
          All of this session
        </button>
      )}
      {recordId !== null && search.record === undefined && (
        <button type="button" className="button button-quiet" onClick={() => only({ record: recordId })}>
          All of this record
        </button>
      )}
    </>
  );
  return (
    <ChangeStory
      facts={{ ...entry, eventId: entry.id, actorName: entry.actorId === null ? undefined : people.get(entry.actorId) }}
      ownId={ownId}
      ownSession={ownSession}
      actions={actions}
    >
      {reason !== undefined && <StoryFact name="Why">{reason}</StoryFact>}
      {typeof note === "string" && <StoryFact name="Note">{note}</StoryFact>}
      {groupVersion !== null && <StoryFact name="Version of the group">{countText(groupVersion)}</StoryFact>}
    </ChangeStory>
  );
}
