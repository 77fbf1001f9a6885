// The request that nearly all are, one record selected or deselected, checked by hand: the schema takes ten times as long.
import type { OperationId, RecordId } from "./id.js";
import type { GroupRef, OperationRequest } from "./operation.js";

const lowerUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What came, of which nothing is known. */
interface Unknown {
  readonly operationId?: unknown;
  readonly ack?: unknown;
  readonly change?: unknown;
  readonly kind?: unknown;
  readonly group?: unknown;
  readonly recordId?: unknown;
}

function isUuid(value: unknown): value is string {
  return typeof value === "string" && lowerUuid.test(value);
}

/** What the schema would make of it; undefined for everything that the schema has to look at, what is wrong included. */
export function parseSingleOperation(input: unknown): OperationRequest | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  const { operationId, ack, change } = input as Unknown;
  if (typeof change !== "object" || change === null || !isUuid(operationId)) return undefined;
  const { kind, group = "default", recordId } = change as Unknown;
  if ((kind !== "select" && kind !== "deselect") || !isUuid(recordId)) return undefined;
  if (group !== "default" && !isUuid(group)) return undefined;
  const request = {
    operationId: operationId as OperationId,
    change: { kind, group: group as GroupRef, recordId: recordId as RecordId },
  } as const;
  if (ack === undefined) return request;
  return ack === "journal" || ack === "database" || ack === "memory" ? { ...request, ack } : undefined;
}
