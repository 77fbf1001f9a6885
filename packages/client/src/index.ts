// The door of the client: typed calls, the event stream, the selection model and the queue of operations.
export {
  createHoldfastClient,
  queryText,
  type HoldfastClient,
  type HoldfastClientOptions,
  type StreamOptions,
  type UploadedFile,
} from "./client.js";
export type { CallOptions, EndpointAnswer, EndpointInput } from "./endpoint-type.js";
export { HoldfastProblem, type ProblemCode, type ProblemDetails } from "./holdfast-problem.js";
export { readLines, readText } from "./read-lines.js";
export { openEventStream, type EventStream, type EventStreamOptions, type StreamState } from "./event-stream.js";
export { openSharedEventStream, type SharedEventStreamOptions } from "./shared-event-stream.js";
export { systemTiming, type Timing } from "./timing.js";
export { effectOn, type QueryKey, type SelectionEffect } from "./selection-effect.js";
export {
  acknowledge,
  applyChanges,
  begin,
  dismiss,
  emptySelection,
  isSelected,
  load,
  markApplied,
  receive,
  refuse,
  selectedCount,
  syncStateOf,
  type OperationState,
  type Refusal,
  type SelectionEvent,
  type SelectionState,
  type SelectionStep,
  type TrackedOperation,
} from "./selection-model.js";
export {
  headerState,
  missingParts,
  rangeBetween,
  selectionSummary,
  slicesOf,
  type HeaderState,
  type RowRange,
} from "./selection-gesture.js";
export {
  createOperationQueue,
  type OperationOutcome,
  type OperationQueue,
  type OperationQueueOptions,
  type QueueStatus,
} from "./operation-queue.js";
export {
  indexedDbOperationStorage,
  type IndexedDbStorageOptions,
  type KeptOperationStorage,
} from "./indexed-db-operation-storage.js";
export { memoryOperationStorage, type OperationStorage, type QueuedOperation } from "./operation-storage.js";
export { openLiveSession, type LiveSession, type LiveSessionOptions } from "./live-session.js";
export { createPresenceWatch, type PresenceWatch } from "./presence-watch.js";
export { createResource, type Reading, type Resource } from "./resource.js";
export { type UndoKind, type UndoOutcome } from "./undo-next.js";
export { createSelections, type MatchingChange, type Selections, type SelectionsOptions } from "./selections.js";
