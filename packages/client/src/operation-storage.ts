// Where operations that the server has not yet answered are kept: in memory here; a browser may bring something that survives a reload.
import type { OperationId, OperationRequestInput } from "@holdfast/contract";

export interface QueuedOperation {
  readonly operationId: OperationId;
  readonly change: OperationRequestInput["change"];
  /** Operations of one lane are sent one after another, in order. */
  readonly lane: string;
}

export interface OperationStorage {
  /** In the order in which they were saved. */
  load(): Promise<readonly QueuedOperation[]>;
  save(operation: QueuedOperation): Promise<void>;
  remove(operationId: OperationId): Promise<void>;
}

export function memoryOperationStorage(): OperationStorage {
  const operations = new Map<OperationId, QueuedOperation>();
  return {
    load: async () => [...operations.values()],
    save: async (operation) => void operations.set(operation.operationId, operation),
    remove: async (operationId) => void operations.delete(operationId),
  };
}
