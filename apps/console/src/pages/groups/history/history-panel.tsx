// The history of a group: what happened, what it was like then, and the story of one change (SE-14, UI-04).
import type { Group } from "@holdfast/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { groupHistoryQuery, versionQuery } from "../../../data/group-history.js";
import { useNow } from "../../../data/use-now.js";
import { TrailStory } from "../../../parts/trail-story.js";
import { TimeTravel } from "./time-travel.js";
import { Timeline } from "./timeline.js";
import "./history.css";
import "./timeline.css";

interface HistoryPanelProps {
  readonly group: Group;
  readonly version: number | undefined;
  readonly onVersion: (version: number | undefined) => void;
}

export function HistoryPanel({ group, version: asked, onVersion }: HistoryPanelProps): ReactNode {
  const { me } = useRouteContext({ from: "/shell" });
  const now = useNow();
  const { data } = useInfiniteQuery(groupHistoryQuery(group.id));
  const oldest = Math.min(data?.pages[0]?.reachesBack ?? 1, group.version);
  const version = Math.min(Math.max(asked ?? group.version, oldest), group.version);
  const listed = data?.pages.flatMap((page) => page.entries).find((entry) => entry.version === version);
  const single = useQuery({ ...versionQuery(group.id, version), enabled: data !== undefined && listed === undefined });
  const entry = listed ?? single.data ?? undefined;
  // The newest version has no place in the address: it goes on being the newest.
  const go = (next: number): void => onVersion(next >= group.version ? undefined : next);
  return (
    <div className="history">
      <div className="history-main">
        <TimeTravel group={group} version={version} oldest={oldest} entry={entry} onVersion={go} />
        {entry !== undefined && <TrailStory place={{ ...entry, groupId: group.id }} details={entry.details} />}
      </div>
      <Timeline group={group} ownId={me.account.id} version={version} now={now} onVersion={go} />
    </div>
  );
}
