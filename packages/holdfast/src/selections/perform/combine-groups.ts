// Union, intersection and difference of two or three groups, from memory (SE-12).
import { type CombinationRequest, HoldfastError } from "@holdfast/contract";
import { requireGroup } from "../plan/plan.js";
import type { RecordNumber } from "../view/record-book.js";
import type { GroupView, UserView } from "../view/user-view.js";

export interface Combined {
  readonly groups: readonly GroupView[];
  /** Sorted. */
  readonly numbers: readonly RecordNumber[];
  /** By set of groups, each group a bit: how many records are in exactly those. */
  readonly regions: ReadonlyMap<number, number>;
}

const belongs = {
  union: () => true,
  intersection: (mask: number, all: number) => mask === all,
  difference: (mask: number) => mask === 1,
} satisfies Record<CombinationRequest["operation"], (mask: number, all: number) => boolean>;

/** Throws not_found for a group that is not there, invalid_request when one is named twice. */
export function combineGroups(view: UserView, { operation, groups: refs }: CombinationRequest): Combined {
  const groups = refs.map((ref) => requireGroup(view, ref));
  if (new Set(groups).size !== groups.length) {
    throw new HoldfastError("invalid_request", { what: "A group is named twice.", action: "Name different groups." });
  }
  const masks = new Map<RecordNumber, number>();
  groups.forEach((group, bit) => {
    for (const number of group.records.numbers()) masks.set(number, (masks.get(number) ?? 0) | (1 << bit));
  });
  const all = (1 << groups.length) - 1;
  const numbers: RecordNumber[] = [];
  const regions = new Map<number, number>();
  for (const [number, mask] of masks) {
    regions.set(mask, (regions.get(mask) ?? 0) + 1);
    if (belongs[operation](mask, all)) numbers.push(number);
  }
  return { groups, numbers: numbers.sort((a, b) => a - b), regions };
}
