// Two or three groups cut into regions: for each set of groups, the records that are in exactly those.
import type { ChangeInput, GroupId, RecordId } from "@holdfast/contract";

/** One bit per group, the first group's is 1. `any`: in at least one of them. */
export type Region = number | "any";

type Sets = readonly ReadonlySet<RecordId>[];

/** By region number; regions without records are there too. */
export function regionsOf(sets: Sets): ReadonlyMap<number, readonly RecordId[]> {
  const masks = new Map<RecordId, number>();
  for (const [at, set] of sets.entries()) for (const id of set) masks.set(id, (masks.get(id) ?? 0) | (1 << at));
  const regions = new Map<number, RecordId[]>(Array.from({ length: (1 << sets.length) - 1 }, (_, n) => [n + 1, []]));
  for (const [id, mask] of masks) regions.get(mask)?.push(id);
  return regions;
}

const letters = ["A", "B", "C"] as const;
export const letterOf = (at: number): string => letters[at] ?? "";

const groupsIn = (region: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => at).filter((at) => (region & (1 << at)) !== 0);

/** "Only A", "A and B, not C", "A, B and C", "In any of them". */
export function regionWords(region: Region, count: number): string {
  if (region === "any") return "In any of them";
  const inside = groupsIn(region, count).map(letterOf);
  const outside = groupsIn(~region, count).map(letterOf);
  if (inside.length === 1) return `Only ${inside[0]}`;
  const names = `${inside.slice(0, -1).join(", ")} and ${inside.at(-1)}`;
  return outside.length === 0 ? names : `${names}, not ${outside.join(", ")}`;
}

/** The one set operation that gives this region, resolved on the server; undefined when there is none. */
export function combinationFor(region: Region, ids: readonly GroupId[], name: string): ChangeInput | undefined {
  const combine = (operation: "union" | "intersection" | "difference", groups: readonly GroupId[]): ChangeInput => ({
    kind: "combine_groups",
    operation,
    groups: [...groups],
    name,
  });
  if (region === "any") return combine("union", ids);
  const inside = groupsIn(region, ids.length);
  if (inside.length === ids.length) return combine("intersection", ids);
  const [only] = inside;
  if (inside.length > 1 || only === undefined) return undefined;
  return combine(
    "difference",
    [ids[only], ...ids.filter((_, at) => at !== only)].filter((id) => id !== undefined),
  );
}
