// What the event stream says of an operation.
import { type Group, maxEventIds, type OperationId, type Position, type StreamEvent } from "@holdfast/contract";
import type { GroupEffect } from "./entry.js";

interface Happened {
  readonly position: Position;
  readonly operation: OperationId;
  readonly effects: readonly GroupEffect[];
  readonly counts: readonly number[];
}

/** One event per group whose records changed, and one with all groups when their list changed. */
export function changeEvents({ position, operation, effects, counts }: Happened, groups: readonly Group[] | undefined): readonly StreamEvent[] {
  const events: StreamEvent[] = effects.flatMap((effect, index) => {
    const { added = [], removed = [] } = effect;
    if (added.length + removed.length === 0) return [];
    const few = added.length + removed.length <= maxEventIds;
    return {
      type: "selection" as const,
      position,
      operationId: operation,
      groupId: effect.group,
      version: effect.version,
      count: counts[index] ?? 0,
      added: few ? [...added] : null,
      removed: few ? [...removed] : null,
    };
  });
  return groups === undefined ? events : [...events, { type: "groups", position, operationId: operation, groups: [...groups] }];
}
