// The group as it was: a slider over its versions, the records of then, what differs from now, and the way back (UI-04).
import type { Group, GroupHistoryEntry, OperationAnswer, RecordId } from "@holdfast/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { countText, recordsText } from "../../../data/count-words.js";
import { diffQuery, stateQuery } from "../../../data/group-history.js";
import { useGroupChange } from "../../../data/groups.js";
import { historyWords } from "../../../data/history-words.js";
import { exactTime } from "../../../data/time-words.js";
import { useDebounced } from "../../../data/use-debounced.js";
import { useSpeaker } from "../../../parts/announcer.js";
import { Button, IconButton } from "../../../parts/button.js";
import { ProblemState } from "../../../parts/empty-state.js";
import { RecordList } from "../record-list.js";

const restMs = 140;

interface TimeTravelProps {
  readonly group: Group;
  readonly version: number;
  readonly oldest: number;
  readonly entry: GroupHistoryEntry | undefined;
  readonly onVersion: (version: number) => void;
}

/** What a restoration came to, in words. */
export function restoredWords(
  version: number,
  answer: Pick<OperationAnswer, "added" | "removed" | "overLimit" | "unknown">,
): string {
  const { added, removed, overLimit, unknown } = answer;
  const parts = [
    added > 0 ? [`${countText(added)} came back`] : [],
    removed > 0 ? [`${countText(removed)} left`] : [],
    overLimit + unknown > 0 ? [`${countText(overLimit + unknown)} could not come back`] : [],
  ].flat();
  return `As it was at version ${version}: ${parts.length === 0 ? "nothing differed" : parts.join(", ")}.`;
}

function useRestore(group: Group): readonly [boolean, (version: number) => Promise<void>] {
  const [busy, setBusy] = useState(false);
  const change = useGroupChange();
  const { notify } = useSpeaker();
  const restore = async (version: number): Promise<void> => {
    setBusy(true);
    const outcome = await change({ kind: "restore_group", group: group.id, version });
    setBusy(false);
    if (outcome.status === "refused") notify({ tone: "bad", text: outcome.problem.detail, detail: outcome.problem.action });
    else
      notify({
        tone: "good",
        text: restoredWords(version, outcome.answer),
        detail: "It is a change like any other: undo takes it back.",
      });
  };
  return [busy, restore];
}

type View = "past" | "gone" | "new";

interface Lists {
  readonly past: readonly RecordId[] | null | undefined;
  readonly gone: readonly RecordId[] | null | undefined;
  readonly new: readonly RecordId[] | null | undefined;
}

/** The records of then, what was lost since (it would come back), what was added since (it would leave). */
function useLists(
  group: Group,
  version: number,
): { readonly lists: Lists; readonly error: Error | null; readonly isOld: boolean } {
  const state = useQuery({ ...stateQuery(group.id, version), placeholderData: keepPreviousData });
  const diff = useQuery({ ...diffQuery(group.id, version, group.version), placeholderData: keepPreviousData });
  const lists = { past: state.data?.recordIds, gone: diff.data?.removed, new: diff.data?.added };
  return { lists, error: state.error ?? diff.error, isOld: state.isPlaceholderData || diff.isPlaceholderData };
}

function Views({ lists, isOld }: { readonly lists: Lists; readonly isOld: boolean }): ReactNode {
  const [view, setView] = useState<View>("past");
  const names: Readonly<Record<View, string>> = { past: "Then", gone: "Removed since", new: "Added since" };
  const empty: Readonly<Record<View, string>> = {
    past: "The group was empty.",
    gone: "Nothing was removed since.",
    new: "Nothing was added since.",
  };
  const ids = lists[view];
  return (
    <div className="travel-views" data-stale={isOld || undefined}>
      <div className="segments" role="group" aria-label="What to show">
        {(["past", "gone", "new"] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="segment"
            data-view={one}
            aria-pressed={view === one}
            onClick={() => setView(one)}
          >
            {names[one]} <span className="segment-count">{lists[one] == null ? "–" : countText(lists[one].length)}</span>
          </button>
        ))}
      </div>
      {ids === null ? (
        <p className="list-none muted">The trail does not reach back so far.</p>
      ) : ids !== undefined && ids.length === 0 ? (
        <p className="list-none muted">{empty[view]}</p>
      ) : (
        <RecordList key={view} ids={ids ?? []} label={`${names[view]}: ${recordsText(ids?.length ?? 0)}`} />
      )}
    </div>
  );
}

export function TimeTravel({ group, version, oldest, entry, onVersion }: TimeTravelProps): ReactNode {
  const [busy, restore] = useRestore(group);
  const settled = useDebounced(version, restMs);
  const { lists, error, isOld } = useLists(group, settled);
  const isNow = version === group.version;
  const differs = (lists.gone?.length ?? 0) + (lists.new?.length ?? 0);
  const words = entry === undefined ? "" : `${exactTime(entry.at)}, ${historyWords(entry)}`;
  return (
    <section className="travel" aria-labelledby="travel-title">
      <header className="list-head">
        <div>
          <h2 id="travel-title">{isNow ? "As it is now" : `As it was at version ${countText(version)}`}</h2>
          <p className="muted">{entry === undefined ? "…" : `${exactTime(entry.at)} · ${historyWords(entry)}`}</p>
        </div>
        <Button
          look="primary"
          icon="history"
          busy={busy}
          disabled={isNow || isOld || lists.past == null || differs === 0}
          onClick={() => void restore(version)}
        >
          Restore
        </Button>
      </header>
      <div className="travel-slider">
        <IconButton icon="back" label="One version back" disabled={version <= oldest} onClick={() => onVersion(version - 1)} />
        <input
          type="range"
          min={oldest}
          max={group.version}
          value={version}
          disabled={oldest >= group.version}
          aria-label="Version"
          aria-valuetext={`Version ${version} of ${group.version}. ${words}`}
          onChange={({ target }) => onVersion(Number(target.value))}
        />
        <IconButton
          icon="back"
          className="forward"
          label="One version forth"
          disabled={isNow}
          onClick={() => onVersion(version + 1)}
        />
      </div>
      {error !== null && lists.past === undefined ? (
        <ProblemState problem={error} onRetry={() => onVersion(version)} />
      ) : (
        <Views lists={lists} isOld={isOld || settled !== version} />
      )}
    </section>
  );
}
