// What the event stream says of an operation.
import { type Group, type GroupId, maxEventIds, type OperationId, type Position, type StreamEvent } from "@holdfast/contract";
import { effectSize } from "../batch/effect-size.js";
import type { GroupEffect } from "../entry.js";

interface Happened {
  readonly position: Position;
  readonly operation: OperationId;
  readonly effects: readonly GroupEffect[];
  readonly counts: readonly number[];
  readonly deleted: readonly GroupId[];
}

/** One event per group whose selections changed, and one with all groups when their list changed. */
export function changeEvents(
  { position, operation, effects, counts, deleted }: Happened,
  groups: readonly Group[] | undefined,
): readonly StreamEvent[] {
  const events: StreamEvent[] = effects.flatMap((effect, index) => {
    const { group, version, added = [], removed = [] } = effect;
    const size = effectSize([effect]);
    if (size === 0 || deleted.includes(group)) return [];
    const listed = <Id>(ids: readonly Id[]): Id[] | null => (size <= maxEventIds ? [...ids] : null);
    const annotated = [...(effect.annotated ?? []), ...(effect.reverted ?? [])];
    return {
      type: "selection" as const,
      position,
      operationId: operation,
      groupId: group,
      version,
      count: counts[index] ?? 0,
      added: listed(added),
      removed: listed(removed),
      ...(annotated.length === 0 ? {} : { annotated: listed(annotated) }),
    };
  });
  return groups === undefined ? events : [...events, { type: "groups", position, operationId: operation, groups: [...groups] }];
}
