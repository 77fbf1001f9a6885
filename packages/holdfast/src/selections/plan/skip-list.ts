// What an undo left alone, counted, and the first of it by name.
import type { GroupId, RecordId, SkipReason, Undone } from "@holdfast/contract";

const namedAtMost = 100;

export class SkipList {
  #count = 0;
  readonly #named: Undone["skippedItems"] = [];

  /** `recordId` null: the group itself, or `many` records of it at once. */
  add(groupId: GroupId, recordId: RecordId | null, reason: SkipReason, many = 1): void {
    this.#count += many;
    if (this.#named.length < namedAtMost) this.#named.push({ groupId, recordId, reason });
  }

  get summary(): Pick<Undone, "skipped" | "skippedItems"> {
    return { skipped: this.#count, skippedItems: this.#named };
  }
}
