// What ticking does: one row, a range, the rows in view, all that match; each one operation, told and shown (UI-01, UI-02).
import {
  isSelected,
  rangeBetween,
  slicesOf,
  type HoldfastProblem,
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

function useReport(): (outcome: OperationOutcome, words: string) => void {
  const { announce, notify } = useSpeaker();
  return (outcome, words) => {
    if (outcome.status === "refused") return announce(`Refused: ${outcome.problem.detail}`);
    const leftOut = leftOutWords(outcome.answer);
    if (leftOut !== undefined) notify({ tone: "warn", text: leftOut });
    announce(`${words} ${number.format(outcome.answer.count)} selected.`);
  };
}

function withException(gesture: PageGesture | undefined, id: RecordId, selected: boolean): PageGesture | undefined {
  if (gesture === undefined || gesture.isDone) return undefined;
  const except = new Set(gesture.except);
  if (selected === gesture.wanted) except.delete(id);
  else except.add(id);
  return { ...gesture, except };
}

/** Records of the window that match and are not selected yet (or are, for deselecting): an estimate until the answer. */
function estimateOf(window: RecordWindow, state: SelectionState, hidden: number, wanted: boolean): number {
  const matchingSelected = Math.max(0, state.recordIds.size - hidden);
  return wanted ? Math.max(0, (window.total ?? 0) - matchingSelected) : matchingSelected;
}

export function useRowSelection(
  window: RecordWindow,
  group: Group | undefined,
  state: SelectionState | undefined,
  hidden: number,
): RowSelection {
  const { selections } = useLive();
  const { notify } = useSpeaker();
  const report = useReport();
  const [held, setHeld] = useState<{ readonly window: RecordWindow; readonly gesture: PageGesture | undefined }>({
    window,
    gesture: undefined,
  });
  const [isReading, setReading] = useState(false);
  const gesture = held.window === window ? held.gesture : undefined;
  const setGesture = (next: PageGesture | undefined): void => setHeld({ window, gesture: next });
  const key = JSON.stringify(window.query.filter);

  const has = (index: number): boolean => {
    const row = window.rowAt(index);
    return row !== undefined && state !== undefined && isSelected(state, row.id, key);
  };
  const change = (ids: readonly RecordId[], wanted: boolean, words: string): void => {
    if (group === undefined || ids.length === 0) return;
    for (const slice of slicesOf(ids))
      void (wanted ? selections.select(group.id, slice) : selections.deselect(group.id, slice)).then((outcome) =>
        report(outcome, words),
      );
  };
  const selectable = (id: RecordId, index: number, wanted: boolean): boolean =>
    window.rowAt(index)?.id === id && (!wanted || window.rowAt(index)?.withdrawnAt === null);

  const readRange = async (range: RowRange, wanted: boolean): Promise<void> => {
    setReading(true);
    try {
      const ids = (await window.idsIn(range)).filter((id, n) => selectable(id, range.first + n, wanted));
      change(ids, wanted, `${records(ids.length)} ${wanted ? "selected" : "deselected"}.`);
    } catch (error) {
      const problem = error as HoldfastProblem;
      notify({
        tone: "bad",
        text: "The range could not be read, so nothing was changed.",
        detail: `${problem.detail} ${problem.action}`,
      });
    } finally {
      setReading(false);
    }
  };

  return {
    gesture,
    isReading,
    has,
    toggle: (index) => {
      const row = window.rowAt(index);
      if (row === undefined || !selectable(row.id, index, !has(index))) return;
      const wanted = !has(index);
      change([row.id], wanted, `${row.title} ${wanted ? "selected" : "deselected"}.`);
      setGesture(withException(gesture, row.id, wanted));
    },
    setRange: (from, to, wanted) => {
      setGesture(undefined);
      void readRange(rangeBetween(from, to), wanted);
    },
    setPage: (range, wanted) => {
      const indexes = Array.from({ length: range.last - range.first + 1 }, (_, n) => range.first + n);
      const ids = indexes
        .filter((index) => has(index) !== wanted)
        .map((index) => window.rowAt(index))
        .filter((row) => row !== undefined && (!wanted || row.withdrawnAt === null))
        .map((row) => row?.id)
        .filter((id) => id !== undefined);
      change(ids, wanted, `${records(ids.length)} ${wanted ? "selected" : "deselected"}.`);
      const isMore = (window.total ?? 0) > indexes.length;
      setGesture(isMore ? { wanted, rows: indexes.length, except: new Set(), isDone: false } : undefined);
    },
    setAllMatching: () => {
      if (gesture === undefined || group === undefined || state === undefined) return;
      const { wanted, except } = gesture;
      const matching = {
        filter: window.query.filter,
        query: key,
        except: [...except],
        estimate: estimateOf(window, state, hidden, wanted),
      };
      const performed = wanted ? selections.selectMatching(group.id, matching) : selections.deselectMatching(group.id, matching);
      setGesture({ ...gesture, isDone: true });
      void performed.then((outcome) => report(outcome, wanted ? "All that match selected." : "All that match deselected."));
    },
    endGesture: () => setGesture(undefined),
  };
}
