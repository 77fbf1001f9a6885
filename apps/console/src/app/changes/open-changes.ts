// The way to the panel of changes from anywhere: the indicator, a notice, the queue.
import type { OperationId } from "@holdfast/contract";

export const changesEvent = "holdfast:changes";

/** Opens the panel; with an operation, at its story. */
export function openChanges(operationId?: OperationId): void {
  dispatchEvent(new CustomEvent(changesEvent, { detail: operationId }));
}
