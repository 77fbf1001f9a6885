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
    const others = this.#inOrder();
    // Places have gaps where groups were deleted.
    const index = others.filter((id) => (this.#images.get(id)?.place ?? 0) < image.place).length;
    this.#images.set(image.id, { ...image, name, isDefault: false });
    this.arrange([...others.slice(0, index), image.id, ...others.slice(index)]);
  }

  /** Gives places in this order; groups that are not named follow as they are. */
  arrange(order: readonly GroupId[]): void {
    const rest = this.#inOrder().filter((id) => !order.includes(id));
    [...order.filter((id) => this.#images.has(id)), ...rest].forEach((id, place) => this.change(id, { place }));
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
