// What happened to the record in the user's groups, newest first; each line opens the story of its change (SE-14, UI-02).
import type { Group, RecordId } from "@holdfast/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { recordHistoryWords } from "../../../data/record-words.js";
import { recordHistoryQuery } from "../../../data/record.js";
import { useNow } from "../../../data/use-now.js";
import { Button } from "../../../parts/button.js";
import { Icon } from "../../../parts/icon.js";
import { TrailStory } from "../../../parts/trail-story.js";
import { TimeText } from "../../../parts/time-text.js";

export function RecordHistoryList({ id, groups }: { readonly id: RecordId; readonly groups: readonly Group[] }): ReactNode {
  const versions = groups.map(({ version }) => version).join();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    recordHistoryQuery(id, versions),
  );
  const [open, setOpen] = useState<string>();
  const now = useNow();
  const nameOf = (group: string): string => groups.find((one) => one.id === group)?.name ?? "a deleted group";
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section className="record-history" aria-labelledby="record-history-title">
      <h3 id="record-history-title">History</h3>
      {data === undefined && error !== null && (
        <p role="alert">
          It could not be read.{" "}
          <button type="button" className="link-button" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
      {data !== undefined && entries.length === 0 && <p className="muted">Never selected so far.</p>}
      <ol aria-busy={data === undefined}>
        {entries.map((entry) => {
          const key = `${entry.groupId} ${entry.version} ${entry.change}`;
          const isOpen = open === key;
          return (
            <li key={key} className="record-event" data-open={isOpen || undefined}>
              <button
                type="button"
                className="record-event-head"
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? undefined : key)}
              >
                <span className="record-event-words">{recordHistoryWords(entry)}</span>
                <span className="record-event-when">
                  {nameOf(entry.groupId)} · <TimeText past at={entry.at} now={now} />
                </span>
                <Icon name="chevron" size={14} />
              </button>
              {isOpen && (
                <div className="record-event-story">
                  <TrailStory place={entry} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {hasNextPage && (
        <Button look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </section>
  );
}
