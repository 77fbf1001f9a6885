// The user's groups as an undo would leave them, built up step by step beside the view.
import type { GroupId } from "@holdfast/contract";
import type { GroupImage } from "../entry.js";
import type { UserView } from "../view/user-view.js";
import { nameKey } from "./name-key.js";

export class GroupDraft {
  readonly #view: UserView;
  readonly #images: Map<GroupId, GroupImage>;

  constructor(view: UserView) {
    this.#view = view;
    this.#images = new Map([...view.groups].map(([id, { image }]) => [id, image]));
  }

  get(id: GroupId): GroupImage | undefined {
    return this.#images.get(id);
  }

  get size(): number {
    return this.#images.size;
  }

  change(id: GroupId, features: Partial<GroupImage>): void {
    const image = this.#images.get(id);
    if (image !== undefined) this.#images.set(id, { ...image, ...features });
  }

  delete(id: GroupId): void {
    this.#images.delete(id);
  }

  isNameFree(name: string, except?: GroupId): boolean {
    const key = nameKey(name);
    return [...this.#images.values()].every((image) => image.id === except || nameKey(image.name) !== key);
  }

  /** Brings a group back to where it was in the list, under its name or, when that is taken, under one that says so. */
  bringBack(image: GroupImage): void {
    let name = image.name;
    for (let tries = 1; !this.isNameFree(name); tries += 1) {
      const suffix = tries === 1 ? " (restored)" : ` (restored ${tries})`;
      // Without half of a surrogate pair, which PostgreSQL would refuse.
      name = image.name.slice(0, 120 - suffix.length).replace(/\p{Cs}$/u, "") + suffix;
    }
    this.#makeRoom(image.place);
    this.#images.set(image.id, { ...image, name, isDefault: false });
  }

  /** Gives places in this order; groups that are not named follow as they are. */
  arrange(order: readonly GroupId[]): void {
    const rest = this.#inOrder().filter((id) => !order.includes(id));
    [...order.filter((id) => this.#images.has(id)), ...rest].forEach((id, place) => this.change(id, { place }));
  }

  /** Gives groups the places that they had; where others have taken one since, only the order is kept, before the others. */
  arrangeAsBefore(former: readonly GroupImage[]): void {
    const places = new Set(former.map(({ place }) => place));
    const isTaken = [...this.#images.values()].some(
      ({ id, place }) => places.has(place) && former.every((image) => image.id !== id),
    );
    if (isTaken) this.arrange([...former].sort((a, b) => a.place - b.place).map(({ id }) => id));
    else for (const { id, place } of former) this.change(id, { place });
  }

  /** Who has this place moves to the next, and so on up to the first that is free: deleted groups leave gaps. */
  #makeRoom(place: number): void {
    const here = [...this.#images.values()].find((image) => image.place === place);
    if (here === undefined) return;
    this.#makeRoom(place + 1);
    this.change(here.id, { place: place + 1 });
  }

  #inOrder(): readonly GroupId[] {
    return [...this.#images.values()].sort((a, b) => a.place - b.place).map(({ id }) => id);
  }

  /** What differs from the view now. */
  result(): {
    readonly groups: readonly GroupImage[];
    readonly former: readonly GroupImage[];
    readonly deleted: readonly GroupId[];
  } {
    const known = this.#view.groups;
    const groups = [...this.#images.values()].filter((image) => !isSame(known.get(image.id)?.image, image));
    const deleted = [...known.keys()].filter((id) => !this.#images.has(id));
    const changed = [...groups.map(({ id }) => id), ...deleted];
    const former = changed.flatMap((id) => known.get(id)?.image ?? []);
    return { groups, former, deleted };
  }
}

function isSame(a: GroupImage | undefined, b: GroupImage): boolean {
  return (
    a !== undefined && a.name === b.name && a.description === b.description && a.isDefault === b.isDefault && a.place === b.place
  );
}
