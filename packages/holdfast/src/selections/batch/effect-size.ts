// How many records an operation's effects name, which is what they cost in memory and in a batch.
import type { GroupEffect } from "../entry.js";

export function effectSize(effects: readonly GroupEffect[]): number {
  let size = 0;
  for (const { added, removed, annotated, reverted } of effects)
    size += (added?.length ?? 0) + (removed?.length ?? 0) + (annotated?.length ?? 0) + (reverted?.length ?? 0);
  return size;
}
