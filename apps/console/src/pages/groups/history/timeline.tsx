// What happened to the group, newest first; choosing an entry goes to the version that it made.
import type { Group, GroupHistoryEntry } from "@holdfast/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { countText } from "../../../data/count-words.js";
import { groupHistoryQuery } from "../../../data/group-history.js";
import { historyWords } from "../../../data/history-words.js";
import { Button } from "../../../parts/button.js";
import { ProblemState } from "../../../parts/empty-state.js";
import { TimeText } from "../../../parts/time-text.js";

/** "+3 −1": empty when no record came or went. */
export function changeCounts({ added, removed }: Pick<GroupHistoryEntry, "added" | "removed">): readonly string[] {
  return [added > 0 ? [`+${countText(added)}`] : [], removed > 0 ? [`−${countText(removed)}`] : []].flat();
}

interface TimelineProps {
  readonly group: Group;
  readonly ownId: string;
  readonly version: number;
  readonly now: number;
  readonly onVersion: (version: number) => void;
}

export function Timeline({ group, ownId, version, now, onVersion }: TimelineProps): ReactNode {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(groupHistoryQuery(group.id));
  if (data === undefined && error !== null) return <ProblemState problem={error} onRetry={() => void refetch()} />;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const oldest = data?.pages[0]?.reachesBack ?? 1;
  return (
    <div className="timeline">
      <ol aria-label="What happened" aria-busy={data === undefined}>
        {data === undefined &&
          [1, 2, 3, 4].map((row) => (
            <li key={row} className="timeline-bone">
              <span className="bar" data-width={row % 4} />
            </li>
          ))}
        {entries.map((entry) => (
          <li key={entry.version}>
            <button
              type="button"
              className="timeline-entry"
              aria-current={entry.version === version ? "true" : undefined}
              onClick={() => onVersion(entry.version)}
            >
              <span className="timeline-what">{historyWords(entry)}</span>
              <span className="timeline-counts">
                {changeCounts(entry).map((count) => (
                  <span key={count} data-tone={count.startsWith("+") ? "good" : "bad"}>
                    {count}
                  </span>
                ))}
              </span>
              <span className="timeline-when">
                {entry.actorId === null ? "the system" : entry.actorId === ownId ? "you" : "somebody else"} ·{" "}
                <TimeText past at={entry.at} now={now} /> · version {entry.version}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier changes
        </Button>
      )}
      {!hasNextPage && oldest > 1 && <p className="muted timeline-end">What happened before is no longer kept.</p>}
    </div>
  );
}
