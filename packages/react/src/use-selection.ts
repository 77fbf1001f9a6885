// The selection of one group: what is in it as the user should see it now, and the gestures that change it (SE-01, SE-07, UI-01).
import {
  type HoldfastProblem,
  isSelected,
  type LiveSession,
  type OperationOutcome,
  type OperationState,
  rangeBetween,
  selectedCount,
  type SelectionState,
  slicesOf,
  syncStateOf,
  type TrackedOperation,
} from "@holdfast/client";
import type { GroupId, OperationId, RecordFilter, RecordId } from "@holdfast/contract";
import { useEffect, useState } from "react";
import { useFromSelections } from "./use-from-selections.js";
import { useHoldfast } from "./use-holdfast.js";

export interface SelectionOptions {
  /** The filter of the table that is shown: its rows are known to match it, so that a change of all that match shows at once. */
  readonly filter?: RecordFilter;
  /** How many records match it. */
  readonly total?: number;
}

type Outcomes = Promise<readonly OperationOutcome[]>;

/** No promise rejects: what was refused is an outcome, and stays in `refused` until dismissed. */
export interface GroupSelection {
  /** The model, for the functions of `@holdfast/client`; undefined until the group was read. */
  readonly state: SelectionState | undefined;
  /** Why the group could not be read; it is tried again when the stream is back. */
  readonly problem: HoldfastProblem | undefined;
  readonly count: number;
  /** The least safe state of what is under way in this group. */
  readonly sync: OperationState;
  readonly refused: readonly TrackedOperation[];
  readonly isSelected: (recordId: RecordId) => boolean;
  readonly toggle: (recordId: RecordId) => Outcomes;
  /** Any number of records: as many operations as the limit of one call needs. */
  readonly select: (recordIds: readonly RecordId[]) => Outcomes;
  readonly deselect: (recordIds: readonly RecordId[]) => Outcomes;
  /** The rows from one place to another, both included, in either direction, become what the first one is. */
  readonly setRange: (rows: readonly RecordId[], anchor: number, focus: number) => Outcomes;
  /** Everything that matches `filter`, also what is not loaded, without the exceptions; resolved on the server in one step. */
  readonly selectMatching: (except?: readonly RecordId[]) => Outcomes;
  readonly deselectMatching: (except?: readonly RecordId[]) => Outcomes;
  /** Empties the group as the user sees it: what others add meanwhile stays (SE-08). */
  readonly clear: () => Outcomes;
  readonly dismiss: (operationId: OperationId) => void;
}

const noState: Pick<GroupSelection, "count" | "sync" | "refused"> = { count: 0, sync: "synced", refused: [] };

const shownOf = (state: SelectionState): Pick<GroupSelection, "count" | "sync" | "refused"> => ({
  count: selectedCount(state),
  sync: syncStateOf(state),
  refused: state.operations.filter((operation) => operation.state === "refused"),
});

/** Has the group read when it is first needed; answers why that failed. */
function useOpened({ selections }: LiveSession, groupId: GroupId | undefined): HoldfastProblem | undefined {
  const [failure, setFailure] = useState<{ readonly groupId: GroupId; readonly problem: HoldfastProblem }>();
  useEffect(() => {
    if (groupId === undefined) return;
    selections.open(groupId).catch((problem: HoldfastProblem) => setFailure({ groupId, problem }));
  }, [selections, groupId]);
  return failure?.groupId === groupId ? failure?.problem : undefined;
}

const none: Outcomes = Promise.resolve([]);

function gesturesOf({ selections }: LiveSession, groupId: GroupId, { filter = {}, total = 0 }: SelectionOptions) {
  const query = JSON.stringify(filter);
  const state = (): SelectionState | undefined => selections.get(groupId);
  const has = (id: RecordId): boolean => {
    const now = state();
    return now !== undefined && isSelected(now, id, query);
  };
  const set = (ids: readonly RecordId[], wanted: boolean): Outcomes =>
    Promise.all(slicesOf(ids).map((slice) => (wanted ? selections.select(groupId, slice) : selections.deselect(groupId, slice))));
  const matching = (except: readonly RecordId[], wanted: boolean): Outcomes => {
    const now = state();
    const selected = now === undefined ? 0 : Math.min(total, selectedCount(now));
    const change = { filter, query, except, estimate: Math.max(0, (wanted ? total - selected : selected) - except.length) };
    const performed = wanted ? selections.selectMatching(groupId, change) : selections.deselectMatching(groupId, change);
    return performed.then((outcome) => [outcome]);
  };
  return {
    isSelected: has,
    toggle: (id) => set([id], !has(id)),
    select: (ids) => set(ids, true),
    deselect: (ids) => set(ids, false),
    setRange: (rows, anchor, focus) => {
      const { first, last } = rangeBetween(anchor, focus);
      const begin = rows[anchor];
      return begin === undefined ? none : set(rows.slice(first, last + 1), has(begin));
    },
    selectMatching: (except = []) => matching(except, true),
    deselectMatching: (except = []) => matching(except, false),
    clear: () => selections.clear(groupId).then((outcome) => [outcome]),
    dismiss: (operationId) => selections.dismiss(groupId, operationId),
  } satisfies Partial<GroupSelection>;
}

const noGestures = {
  isSelected: () => false,
  toggle: () => none,
  select: () => none,
  deselect: () => none,
  setRange: () => none,
  selectMatching: () => none,
  deselectMatching: () => none,
  clear: () => none,
  dismiss: () => undefined,
} satisfies Partial<GroupSelection>;

/** Without a group (it is still being read) there is nothing, and gestures do nothing. */
export function useSelection(groupId: GroupId | undefined, options: SelectionOptions = {}): GroupSelection {
  const session = useHoldfast();
  const problem = useOpened(session, groupId);
  const state = useFromSelections((selections) => (groupId === undefined ? undefined : selections.get(groupId)));
  const gestures = groupId === undefined ? noGestures : gesturesOf(session, groupId, options);
  return {
    state,
    problem: state === undefined ? problem : undefined,
    ...(state === undefined ? noState : shownOf(state)),
    ...gestures,
  };
}
