// An undo (or redo): everything of one gesture that still stands, the other way round.
import type { GroupId, OperationAnswer } from "@holdfast/contract";
import { type Deed, type Effect, effectOn, sizeOf } from "./deed.js";
import type { Gesture } from "./gesture-stack.js";
import { invertFeatures } from "./invert-features.js";
import type { Planned, UserModel } from "./model.js";

/** Group and record of each row that the trail has of an operation. */
export type Claims = ReadonlySet<string>;

export const claimOf = (group: string | null, record: string | null): string => `${group} ${record}`;

interface Sorted {
  readonly effect: Effect;
  readonly version: number;
  readonly adding: readonly string[];
  readonly removing: readonly string[];
  readonly reverting: readonly string[];
  readonly skipped: readonly string[];
}

/** Undefined when there is no such gesture, or when something was left alone that nobody had touched. */
export function invert(
  model: UserModel,
  direction: "undo" | "redo",
  { groupId, undone }: Pick<OperationAnswer, "groupId" | "undone">,
  claims: Claims,
): Planned {
  const item = model.gestures.find(direction, undone?.operationId);
  if (item === undefined) return undefined;
  const draft = invertFeatures(model, item.deed);
  const sorted = item.deed.effects.flatMap((effect) => sort(model, effect, draft.returning) ?? []);
  const records = claimed(model, item, sorted, claims);
  const features = draft.finish(records);
  const besides = risenBesides(model, item.deed, records, features, draft.returning);
  const deed: Deed = { ...features, effects: [...records, ...besides] };
  // Where only features change, nothing says which of the groups is told of.
  const main = records[0] ?? besides.find(({ group }) => group === groupId) ?? besides[0];
  const sum = (list: "added" | "removed" | "reverted"): number =>
    records.reduce((total, effect) => total + effect[list].length, 0);
  const size =
    main === undefined ? 0 : (model.groups.get(main.group)?.records.size ?? 0) + main.added.length - main.removed.length;
  return {
    deed,
    told: {
      groupId: main?.group ?? null,
      version: main?.version ?? 0,
      count: deed.deleted.length > 0 ? 0 : size,
      added: sum("added"),
      removed: sum("removed"),
      annotated: sum("reverted"),
    },
  };
}

function sort(model: UserModel, effect: Effect, returning: ReadonlySet<GroupId>): Sorted | undefined {
  const { group: id, version, added, removed, annotated, reverted, source } = effect;
  const group = model.groups.get(id);
  if (group === undefined && !returning.has(id)) return undefined;
  const before = (record: string) => (source?.group === id ? model.former(id, source.before ?? 0, record) : undefined);
  const skipped: string[] = [];
  const keep = (records: readonly string[], test: (record: string) => boolean): readonly string[] =>
    records.filter((record) => test(record) || (skipped.push(record), false));
  const now = (record: string) => group?.records.get(record);
  const removing = keep(added, (record) => now(record)?.origin === (before(record)?.origin ?? version));
  const reverting = keep(
    [...annotated, ...reverted],
    (record) => now(record)?.annotated === (before(record)?.annotated ?? version),
  );
  const adding = keep(removed, (record) => now(record) === undefined);
  return { effect, version: (group?.version ?? version) + 1, adding, removing, reverting, skipped };
}

/** What the trail says was done, as far as it can have been; a move is taken back record by record, in both groups or in neither. */
function claimed(model: UserModel, { kind }: Gesture, sorted: readonly Sorted[], claims: Claims): readonly Effect[] {
  const failed = new Set(kind === "move" ? sorted.flatMap(({ skipped }) => skipped) : []);
  const excused = new Set(
    sorted.flatMap(({ effect: { group }, removing, reverting }) => {
      const lately = model.gestures.touchedLately(group);
      return [...removing, ...reverting].filter((record) => lately.has(record) && !claims.has(claimOf(group, record)));
    }),
  );
  const isDone = (record: string): boolean => !failed.has(record) && !excused.has(record);
  return sorted
    .map(({ effect: { group, version: before }, version, adding, removing, reverting }) => {
      const added = kind === "move" ? adding.filter(isDone) : adding;
      const [removed, reverted] = [removing.filter(isDone), reverting.filter(isDone)];
      const source = added.length + reverted.length === 0 ? {} : { source: { group, before } };
      return effectOn(group, version, { added, removed, reverted, ...source });
    })
    .filter((effect) => sizeOf(effect) > 0);
}

/** Groups whose version rises although none of their records changes: another name, the default, come back, or gone. */
function risenBesides(
  model: UserModel,
  done: Deed,
  records: readonly Effect[],
  { groups, deleted }: Pick<Deed, "groups" | "deleted">,
  returning: ReadonlySet<GroupId>,
): readonly Effect[] {
  const changed = groups.filter(({ id, name, isDefault }) => {
    const now = model.groups.get(id)?.image;
    return now === undefined || now.name !== name || now.isDefault !== isDefault;
  });
  const ids = [...changed.map(({ id }) => id), ...deleted].filter((id) => records.every(({ group }) => group !== id));
  return ids.map((id) => {
    const last = returning.has(id) ? done.effects.find(({ group }) => group === id)?.version : model.groups.get(id)?.version;
    return effectOn(id, (last ?? 0) + 1);
  });
}
