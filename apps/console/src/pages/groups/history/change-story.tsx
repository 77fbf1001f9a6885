// The story of one change: who made it, from where, where it stands in the journal, and that the database has it.
import type { Group, GroupHistoryEntry } from "@holdfast/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { countText } from "../../../data/count-words.js";
import { deviceName } from "../../../data/device-name.js";
import { storyQuery } from "../../../data/group-history.js";
import { exactTime } from "../../../data/time-words.js";
import { Icon } from "../../../parts/icon.js";

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ChangeStoryProps {
  readonly group: Group;
  readonly entry: GroupHistoryEntry;
  readonly ownId: string;
  readonly ownSession: string;
}

export function ChangeStory({ group, entry, ownId, ownSession }: ChangeStoryProps): ReactNode {
  const { data, isError } = useQuery(storyQuery(group.id, entry));
  const wait = isError ? "cannot be read just now" : <span className="bar" data-width="1" />;
  const { actorId, sessionId, operationId, details } = entry;
  const note = typeof details["note"] === "string" ? details["note"] : undefined;
  return (
    <section className="story" aria-labelledby="story-title">
      <h3 id="story-title">The story of this change</h3>
      <dl>
        <Fact name="Who">
          {actorId === null ? "The system" : actorId === ownId ? "You" : <span className="mono">{actorId}</span>}
        </Fact>
        <Fact name="When">{exactTime(entry.at)}</Fact>
        {note !== undefined && <Fact name="Note">{note}</Fact>}
        <Fact name="Session">
          {sessionId === null ? (
            "none"
          ) : sessionId === ownSession ? (
            "This one"
          ) : (
            <span className="mono">{sessionId.slice(0, 8)}</span>
          )}
        </Fact>
        <Fact name="From">{data === undefined ? wait : <span className="mono">{data?.address ?? "not known"}</span>}</Fact>
        <Fact name="Device">
          {data === undefined ? wait : <span title={data?.userAgent ?? undefined}>{deviceName(data?.userAgent ?? null)}</span>}
        </Fact>
        <Fact name="Operation">
          {operationId === null ? (
            "none"
          ) : (
            <span className="mono" title={operationId}>
              {operationId.slice(0, 8)}
            </span>
          )}
        </Fact>
        <Fact name="Journal position">
          {data === undefined ? wait : data?.position == null ? "none" : countText(data.position)}
        </Fact>
        <Fact name="Database">
          <span className="story-applied">
            <Icon name="database" size={16} /> Applied
          </span>
        </Fact>
      </dl>
    </section>
  );
}
