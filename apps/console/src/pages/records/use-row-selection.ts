// What ticking does: one row, a range, the rows in view, all that match; each one operation, told and shown (UI-01, UI-02).
import {
  HoldfastProblem,
  isSelected,
  rangeBetween,
  selectedCount,
  slicesOf,
  type MatchingChange,
  type OperationOutcome,
  type RowRange,
  type SelectionState,
} from "@holdfast/client";
import type { Group, RecordId } from "@holdfast/contract";
import { useState } from "react";
import type { RecordWindow } from "../../data/record-window.js";
import { useLive } from "../../data/use-live.js";
import { useSpeaker } from "../../parts/announcer.js";

/** After the rows in view were ticked by the header: the offer to go on with all that match, minus what was unticked since. */
export interface PageGesture {
  readonly wanted: boolean;
  readonly rows: number;
  readonly except: ReadonlySet<RecordId>;
  readonly isDone: boolean;
}

export interface RowSelection {
  readonly gesture: PageGesture | undefined;
  readonly isReading: boolean;
  readonly has: (index: number) => boolean;
  readonly toggle: (index: number) => void;
  /** All rows of the range become what the row at `from` is, or its opposite when that is asked. */
  readonly setRange: (from: number, to: number, wanted: boolean) => void;
  readonly setPage: (range: RowRange, wanted: boolean) => void;
  readonly setAllMatching: () => void;
  readonly endGesture: () => void;
}

const number = new Intl.NumberFormat("en-GB");
const records = (count: number): string => (count === 1 ? "1 record" : `${number.format(count)} records`);

/** What people should hear of an answer; undefined when all went as they saw it. */
export function leftOutWords({
  overLimit,
  unknown,
  keptBecauseChanged,
}: {
  overLimit: number;
  unknown: number;
  keptBecauseChanged: number;
}): string | undefined {
  if (overLimit > 0) return `${records(overLimit)} left out: the group is full.`;
  if (unknown > 0) return `${records(unknown)} left out: withdrawn or no longer in the catalogue.`;
  return keptBecauseChanged > 0 ? `${records(keptBecauseChanged)} left alone: somebody changed them meanwhile.` : undefined;
}

/** More than this in one gesture is worth a notice with the way back. */
const many = 50;

function useReport(): (outcome: OperationOutcome, words: string) => void {
  const { selections } = useLive();
  const { announce, notify } = useSpeaker();
  return (outcome, words) => {
    if (outcome.status === "refused") return announce(`Refused: ${outcome.problem.detail}`);
    const { added, removed, count, operationId } = outcome.answer;
    const leftOut = leftOutWords(outcome.answer);
    const undo = { label: "Undo", onSelect: () => void selections.perform({ kind: "undo", operationId }) };
    if (added + removed >= many || leftOut !== undefined)
      notify({
        tone: leftOut === undefined ? "good" : "warn",
        text: added >= removed ? `${records(added)} selected.` : `${records(removed)} deselected.`,
        ...(leftOut === undefined ? {} : { detail: leftOut }),
        ...(added + removed > 0 ? { action: undo } : {}),
      });
    announce(`${words} ${number.format(count)} selected.`);
  };
}

function withException(gesture: PageGesture | undefined, id: RecordId, selected: boolean): PageGesture | undefined {
  if (gesture === undefined || gesture.isDone) return undefined;
  const except = new Set(gesture.except);
  if (selected === gesture.wanted) except.delete(id);
  else except.add(id);
  return { ...gesture, except };
}

/** Records of the window that would change: all that match and stand otherwise, without the exceptions. Shown until the answer. */
export function estimateOf(
  total: number,
  matchingSelected: number,
  { wanted, except }: Pick<PageGesture, "wanted" | "except">,
): number {
  return Math.max(0, (wanted ? total - matchingSelected : matchingSelected) - except.size);
}

/** Under this key a row of the window is known to match its filter. */
const queryKeyOf = (window: RecordWindow): string => JSON.stringify(window.query.filter);

function matchingChange(window: RecordWindow, gesture: PageGesture, matchingSelected: number): MatchingChange {
  const estimate = estimateOf(window.total ?? 0, matchingSelected, gesture);
  return { filter: window.query.filter, query: queryKeyOf(window), except: [...gesture.except], estimate };
}

function isLocked(window: RecordWindow, index: number, wanted: boolean): boolean {
  const row = window.rowAt(index);
  return row === undefined || (wanted && row.withdrawnAt !== null);
}

const indexesOf = ({ first, last }: RowRange): readonly number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** The gesture belongs to the rows that it was made on: other rows have none. */
function useGesture(window: RecordWindow): readonly [PageGesture | undefined, (next: PageGesture | undefined) => void] {
  const [held, setHeld] = useState<{ readonly window: RecordWindow; readonly gesture: PageGesture | undefined }>();
  return [held?.window === window ? held.gesture : undefined, (gesture) => setHeld({ window, gesture })];
}

/** Reads the ids of a range and hands them on; a failure changes nothing and is told. */
function useRangeReader(
  window: RecordWindow,
): readonly [boolean, (range: RowRange, wanted: boolean, use: (ids: readonly RecordId[]) => Promise<void>) => Promise<void>] {
  const [isReading, setReading] = useState(false);
  const { notify } = useSpeaker();
  const read = async (range: RowRange, wanted: boolean, use: (ids: readonly RecordId[]) => Promise<void>): Promise<void> => {
    setReading(true);
    try {
      await window.idsIn(range);
      await use(
        indexesOf(range)
          .filter((index) => !isLocked(window, index, wanted))
          .map((index) => window.rowAt(index)?.id)
          .filter((id) => id !== undefined),
      );
    } catch (error) {
      const detail = error instanceof HoldfastProblem ? `${error.detail} ${error.action}` : "Try again.";
      notify({ tone: "bad", text: "The range could not be read, so nothing was changed.", detail });
    } finally {
      setReading(false);
    }
  };
  return [isReading, read];
}

/** As many as one call may name, and a query may except. */
const mostIds = 10_000;

/**
 * Too many to be named in one operation, but with few enough others that they can be said as "all that match but these":
 * so one gesture stays one operation, and one step of undo.
 */
async function asMatching(window: RecordWindow, ids: readonly RecordId[]): Promise<MatchingChange | undefined> {
  const total = window.total ?? 0;
  if (ids.length <= mostIds || total - ids.length > mostIds) return undefined;
  const all = await window.idsIn({ first: 0, last: total - 1 });
  const wanted = new Set(ids);
  const except = all.filter((id) => !wanted.has(id));
  return { filter: window.query.filter, query: queryKeyOf(window), except, estimate: ids.length };
}

/** Selects or deselects records by id, in as few operations as one call's limit allows. */
function useChange(
  window: RecordWindow,
  group: Group | undefined,
): (ids: readonly RecordId[], wanted: boolean, words?: string) => Promise<void> {
  const { selections } = useLive();
  const report = useReport();
  return async (ids, wanted, words = `${records(ids.length)} ${wanted ? "selected" : "deselected"}.`) => {
    if (group === undefined || ids.length === 0) return;
    const matching = ids.length > mostIds ? await asMatching(window, ids) : undefined;
    if (matching !== undefined) {
      const performed = wanted ? selections.selectMatching(group.id, matching) : selections.deselectMatching(group.id, matching);
      return void performed.then((outcome) => report(outcome, words));
    }
    for (const slice of slicesOf(ids)) {
      const performed = wanted ? selections.select(group.id, slice) : selections.deselect(group.id, slice);
      void performed.then((outcome) => report(outcome, words));
    }
  };
}

export function useRowSelection(
  window: RecordWindow,
  group: Group | undefined,
  state: SelectionState | undefined,
  hidden: number,
): RowSelection {
  const { selections } = useLive();
  const report = useReport();
  const [gesture, setGesture] = useGesture(window);
  const [isReading, readRange] = useRangeReader(window);
  const key = queryKeyOf(window);

  const has = (index: number): boolean => {
    const row = window.rowAt(index);
    return row !== undefined && state !== undefined && isSelected(state, row.id, key);
  };
  const change = useChange(window, group);

  return {
    gesture,
    isReading,
    has,
    toggle: (index) => {
      const row = window.rowAt(index);
      const wanted = !has(index);
      if (row === undefined || isLocked(window, index, wanted)) return;
      void change([row.id], wanted, `${row.title} ${wanted ? "selected" : "deselected"}.`);
      setGesture(withException(gesture, row.id, wanted));
    },
    setRange: (from, to, wanted) => {
      setGesture(undefined);
      void readRange(rangeBetween(from, to), wanted, (ids) => change(ids, wanted));
    },
    setPage: (range, wanted) => {
      const indexes = indexesOf(range);
      const open = indexes.filter((index) => has(index) !== wanted && !isLocked(window, index, wanted));
      void change(
        open.map((index) => window.rowAt(index)?.id).filter((id) => id !== undefined),
        wanted,
      );
      const isMore = (window.total ?? 0) > indexes.length;
      setGesture(isMore ? { wanted, rows: indexes.length, except: new Set(), isDone: false } : undefined);
    },
    setAllMatching: () => {
      if (gesture === undefined || group === undefined || state === undefined) return;
      const change = matchingChange(window, gesture, Math.max(0, selectedCount(state) - hidden));
      const performed = gesture.wanted
        ? selections.selectMatching(group.id, change)
        : selections.deselectMatching(group.id, change);
      setGesture({ ...gesture, isDone: true });
      void performed.then((outcome) => report(outcome, `All that match ${gesture.wanted ? "selected" : "deselected"}.`));
    },
    endGesture: () => setGesture(undefined),
  };
}
