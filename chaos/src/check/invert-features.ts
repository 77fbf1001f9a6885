// What an undo does to groups themselves: brings deleted ones back, takes made ones away, gives names, the default and places back.
import type { GroupId } from "@holdfast/contract";
import type { Deed, Effect, ModelImage } from "./deed.js";
import type { UserModel } from "./model.js";

export interface FeatureDraft {
  /** Deleted groups that come back. */
  readonly returning: ReadonlySet<GroupId>;
  /** The rest, once it is known which records leave. */
  finish(records: readonly Effect[]): Omit<Deed, "effects">;
}

interface Both {
  readonly before: ModelImage;
  readonly after: ModelImage;
}

export function invertFeatures(model: UserModel, done: Deed): FeatureDraft {
  const draft = new Map([...model.groups.values()].map(({ image }) => [image.id, image]));
  const returning = new Set<GroupId>();
  for (const image of done.former.filter(({ id }) => done.deleted.includes(id) && !draft.has(id))) {
    bringBack(draft, image);
    returning.add(image.id);
  }
  return {
    returning,
    finish: (records) => {
      dropMade(model, draft, done, records);
      const before = new Map(done.former.map((image) => [image.id, image]));
      const changed = done.groups.flatMap((after): Both[] => {
        const image = before.get(after.id);
        return image === undefined ? [] : [{ before: image, after }];
      });
      invertNames(draft, changed);
      invertDefault(draft, changed);
      invertOrder(draft, changed);
      return difference(model, draft);
    },
  };
}

type Draft = Map<GroupId, ModelImage>;

const set = (draft: Draft, id: GroupId, features: Partial<ModelImage>): void => {
  const image = draft.get(id);
  if (image !== undefined) draft.set(id, { ...image, ...features });
};
const isFree = (draft: Draft, name: string, except?: GroupId): boolean =>
  [...draft.values()].every((image) => image.id === except || image.name.toLowerCase() !== name.toLowerCase());
const inOrder = (draft: Draft): readonly GroupId[] =>
  [...draft.values()].toSorted((one, other) => one.place - other.place).map(({ id }) => id);

function arrange(draft: Draft, order: readonly GroupId[]): void {
  const rest = inOrder(draft).filter((id) => !order.includes(id));
  for (const [place, id] of [...order.filter((each) => draft.has(each)), ...rest].entries()) set(draft, id, { place });
}

/** To where it was in the list, under its name or one that says that it was taken. */
function bringBack(draft: Draft, image: ModelImage): void {
  let name = image.name;
  for (let tries = 1; !isFree(draft, name); tries += 1) name = `${image.name} (restored${tries === 1 ? "" : ` ${tries}`})`;
  // Places have gaps where groups were deleted: those that follow without a gap move up by one.
  const pushed: GroupId[] = [];
  const at = (place: number): GroupId | undefined => [...draft.values()].find((each) => each.place === place)?.id;
  for (let id = at(image.place); id !== undefined; id = at(image.place + pushed.length)) pushed.push(id);
  for (const [index, id] of pushed.entries()) set(draft, id, { place: image.place + index + 1 });
  draft.set(image.id, { ...image, name, isDefault: false });
}

/** Made groups go again when nothing is left in them and nobody changed them. */
function dropMade(model: UserModel, draft: Draft, { groups, former }: Deed, records: readonly Effect[]): void {
  for (const made of groups.filter(({ id }) => former.every((image) => image.id !== id))) {
    const now = draft.get(made.id);
    const leaving = records.find(({ group }) => group === made.id)?.removed.length ?? 0;
    const isEmpty = model.groups.get(made.id)?.records.size === leaving;
    if (isEmpty && now?.isDefault === false && now.name === made.name) draft.delete(made.id);
  }
}

function invertNames(draft: Draft, changed: readonly Both[]): void {
  for (const { before, after } of changed) {
    if (before.name === after.name || draft.get(before.id)?.name !== after.name) continue;
    if (isFree(draft, before.name, before.id)) set(draft, before.id, { name: before.name });
  }
}

/** The default goes back only from the group that got it to the group that had it. */
function invertDefault(draft: Draft, changed: readonly Both[]): void {
  const lost = changed.find(({ before, after }) => before.isDefault && !after.isDefault)?.before.id;
  const won = changed.find(({ before, after }) => !before.isDefault && after.isDefault)?.before.id;
  if (lost === undefined || won === undefined || draft.get(won)?.isDefault !== true || !draft.has(lost)) return;
  set(draft, won, { isDefault: false });
  set(draft, lost, { isDefault: true });
}

/** The order goes back only when none of what was moved was moved since. */
function invertOrder(draft: Draft, changed: readonly Both[]): void {
  const moved = changed.filter(({ before, after }) => before.place !== after.place && draft.has(before.id));
  if (moved.length === 0 || moved.some(({ after }) => draft.get(after.id)?.place !== after.place)) return;
  const wanted = changed
    .filter(({ before }) => draft.has(before.id))
    .toSorted((one, other) => one.before.place - other.before.place);
  const order = wanted.map(({ before }) => before.id);
  const isTaken = [...draft.values()].some(
    ({ id, place }) => !order.includes(id) && wanted.some(({ before }) => before.place === place),
  );
  if (isTaken) arrange(draft, order);
  else for (const { before } of wanted) set(draft, before.id, { place: before.place });
}

function difference(model: UserModel, draft: Draft): Omit<Deed, "effects"> {
  const groups = [...draft.values()].filter((image) => {
    const now = model.groups.get(image.id)?.image;
    return now?.name !== image.name || now.isDefault !== image.isDefault || now.place !== image.place;
  });
  const deleted = [...model.groups.keys()].filter((id) => !draft.has(id));
  const former = [...groups.map(({ id }) => id), ...deleted].flatMap((id) => model.groups.get(id)?.image ?? []);
  return { groups, former, deleted };
}
