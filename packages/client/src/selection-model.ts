// One group as a client holds it: what the server said at a version, and on top the operations that it has not yet told us about.
import type {
  GroupChanges,
  GroupId,
  GroupRecords,
  OperationAnswer,
  OperationId,
  Position,
  RecordId,
  StreamEvent,
  Version,
} from "@holdfast/contract";
import { effectOn, type QueryKey, type SelectionEffect } from "./selection-effect.js";

/** `saving`: sent, not acknowledged. `safe`: durable in the journal. `synced`: in PostgreSQL. `refused`: rolled back, with a reason (UI-02). */
export type OperationState = "saving" | "safe" | "synced" | "refused";

export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly action: string;
}

export interface TrackedOperation {
  readonly operationId: OperationId;
  readonly effect: SelectionEffect;
  readonly state: OperationState;
  /** The group's version after it, once acknowledged. */
  readonly version?: Version;
  readonly position?: Position;
  readonly refusal?: Refusal;
}

export interface SelectionState {
  readonly groupId: GroupId;
  /** The version that `recordIds` shows. */
  readonly version: Version;
  readonly recordIds: ReadonlySet<RecordId>;
  /** In the order in which they were made; those that are synced and shown by `recordIds` have left. */
  readonly operations: readonly TrackedOperation[];
}

export type SelectionEvent = Extract<StreamEvent, { readonly type: "selection" }>;

/** A step of the model. `behind: true` means that the server is ahead in a way that only reading the changes can tell. */
export interface SelectionStep {
  readonly state: SelectionState;
  readonly behind: boolean;
}

export function emptySelection(groupId: GroupId): SelectionState {
  return { groupId, version: 0 as Version, recordIds: new Set(), operations: [] };
}

/** Still laid over the server's state: not refused, and its version not yet reached. */
const isOnTop = (operation: TrackedOperation, version: Version): boolean =>
  operation.state !== "refused" && (operation.version === undefined || operation.version > version);

const isDone = (operation: TrackedOperation, version: Version): boolean =>
  operation.state === "synced" && !isOnTop(operation, version);

function withOperations(state: SelectionState, operations: readonly TrackedOperation[]): SelectionState {
  return { ...state, operations: operations.filter((operation) => !isDone(operation, state.version)) };
}

function mapOperation(
  state: SelectionState,
  id: OperationId,
  change: (operation: TrackedOperation) => TrackedOperation,
): SelectionState {
  return withOperations(
    state,
    state.operations.map((operation) => (operation.operationId === id ? change(operation) : operation)),
  );
}

function advance(
  state: SelectionState,
  version: Version,
  added: Iterable<RecordId>,
  removed: Iterable<RecordId>,
): SelectionState {
  const recordIds = new Set(state.recordIds);
  for (const id of removed) recordIds.delete(id);
  for (const id of added) recordIds.add(id);
  return withOperations({ ...state, version, recordIds }, state.operations);
}

/** Shows the operation at once. */
export function begin(state: SelectionState, operationId: OperationId, effect: SelectionEffect): SelectionState {
  return { ...state, operations: [...state.operations, { operationId, effect, state: "saving" }] };
}

/** True when the answer says that exactly what the effect names has happened, so that it can be carried out here too. */
const tookFullEffect = (effect: SelectionEffect, answer: OperationAnswer): boolean =>
  (effect.kind === "add" || effect.kind === "remove" || effect.kind === "clear") &&
  answer.unknown === 0 &&
  answer.overLimit === 0 &&
  answer.keptBecauseChanged === 0;

function carryOut(state: SelectionState, effect: SelectionEffect, version: Version): SelectionState {
  if (effect.kind === "add") return advance(state, version, effect.recordIds, []);
  if (effect.kind === "remove") return advance(state, version, [], effect.recordIds);
  return advance(state, version, [], [...state.recordIds]);
}

/** The server has acknowledged: it is durable, and its version is known. */
export function acknowledge(state: SelectionState, answer: OperationAnswer): SelectionStep {
  const operation = state.operations.find(({ operationId }) => operationId === answer.operationId);
  if (operation === undefined) return { state, behind: answer.version > state.version };
  const reached: OperationState = answer.durability === "database" ? "synced" : "safe";
  const noted = mapOperation(state, answer.operationId, (one) => ({
    ...one,
    state: one.state === "synced" ? "synced" : reached,
    version: answer.version,
    position: answer.position,
  }));
  const isNext = answer.version === state.version + 1 && answer.added + answer.removed > 0 && !answer.repeated;
  if (isNext && tookFullEffect(operation.effect, answer))
    return { state: carryOut(noted, operation.effect, answer.version), behind: false };
  return { state: noted, behind: answer.version > state.version };
}

/** The server will not do it: it is taken back, and stays in the list with its reason until dismissed. */
export function refuse(state: SelectionState, operationId: OperationId, refusal: Refusal): SelectionState {
  return mapOperation(state, operationId, (operation) => ({ ...operation, state: "refused", refusal }));
}

export function dismiss(state: SelectionState, operationId: OperationId): SelectionState {
  return { ...state, operations: state.operations.filter((operation) => operation.operationId !== operationId) };
}

/** Everything up to this position is in PostgreSQL. */
export function markApplied(state: SelectionState, position: Position): SelectionState {
  if (!state.operations.some((operation) => operation.state === "safe" && (operation.position ?? Infinity) <= position))
    return state;
  const synced = state.operations.map((operation) =>
    operation.state === "safe" && (operation.position ?? Infinity) <= position
      ? { ...operation, state: "synced" as const }
      : operation,
  );
  return withOperations(state, synced);
}

/** A change told by the stream. Old news is ignored; a hole in the versions, or a change too large to carry, means `behind`. */
export function receive(state: SelectionState, event: SelectionEvent): SelectionStep {
  if (event.groupId !== state.groupId) return { state, behind: false };
  const noted = mapOperation(state, event.operationId, (operation) =>
    operation.state === "saving" ? { ...operation, state: "safe", version: event.version, position: event.position } : operation,
  );
  if (event.version <= state.version) return { state: noted, behind: false };
  if (event.version > state.version + 1 || event.added === null || event.removed === null) return { state: noted, behind: true };
  return { state: advance(noted, event.version, event.added, event.removed), behind: false };
}

/** The changes since a version that this state has passed through; `behind` when they do not connect and a whole reading is needed. */
export function applyChanges(state: SelectionState, changes: GroupChanges): SelectionStep {
  if (changes.reset || changes.since > state.version) return { state, behind: true };
  if (changes.version <= state.version) return { state, behind: false };
  return { state: advance(state, changes.version, changes.added, changes.removed), behind: false };
}

/** A whole reading of the group; an older one than what is known is ignored. */
export function load(state: SelectionState, records: GroupRecords): SelectionState {
  if (records.version < state.version) return state;
  return withOperations({ ...state, version: records.version, recordIds: new Set(records.recordIds) }, state.operations);
}

/** Whether the record is selected as the user should see it now. `query` is the one that the record was found by. */
export function isSelected(state: SelectionState, recordId: RecordId, query?: QueryKey): boolean {
  for (let index = state.operations.length - 1; index >= 0; index -= 1) {
    const operation = state.operations[index];
    if (operation === undefined || !isOnTop(operation, state.version)) continue;
    const said = effectOn(operation.effect, recordId, query);
    if (said !== undefined) return said;
  }
  return state.recordIds.has(recordId);
}

/** How many records are selected as the user should see it now; exact but for a change by query that is not yet answered. */
export function selectedCount(state: SelectionState): number {
  const shown = new Map<RecordId, boolean>();
  let cleared = false;
  let count = state.recordIds.size;
  const has = (id: RecordId): boolean => shown.get(id) ?? (!cleared && state.recordIds.has(id));
  for (const { effect } of state.operations.filter((operation) => isOnTop(operation, state.version))) {
    if (effect.kind === "clear") {
      cleared = true;
      shown.clear();
      count = 0;
    } else if (effect.kind === "add" || effect.kind === "remove") {
      const wanted = effect.kind === "add";
      for (const id of effect.recordIds) {
        if (has(id) !== wanted) count += wanted ? 1 : -1;
        shown.set(id, wanted);
      }
    } else if ("estimate" in effect)
      count = Math.max(0, count + (effect.kind === "add_matching" ? effect.estimate : -effect.estimate));
  }
  return count;
}

/** The least safe of these states; `synced` when nothing is under way. */
export function leastSafe(states: Iterable<OperationState>): OperationState {
  const all = new Set(states);
  return (["refused", "saving", "safe"] as const).find((one) => all.has(one)) ?? "synced";
}

/** The state of all operations in one word: the least safe of them. */
export function syncStateOf(state: SelectionState): OperationState {
  return leastSafe(state.operations.map((operation) => operation.state));
}
