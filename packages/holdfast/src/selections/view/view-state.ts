// What a view shows at one moment, for readers that must not see it change under their hands: nothing is copied, whoever changes it does.
import type { GroupId, GroupRecords, MembershipAnswer, Position, RecordId, Version } from "@holdfast/contract";
import type { RecordBook, RecordNumber } from "./record-book.js";
import { hasNumber, type SortedNumbers } from "./record-set.js";
import type { GroupView } from "./user-view.js";

const none = new Uint8Array(0);
/** No record has this number. */
const nowhere = 2 ** 32 - 1;

/** One group at one version. */
export class GroupState {
  readonly #group: Pick<GroupRecords, "groupId" | "version" | "count">;
  readonly #numbers: SortedNumbers;
  readonly #book: RecordBook;
  /** A bit for each number, where that takes no more than the numbers do. */
  #bits: Uint8Array | undefined;
  #records: GroupRecords | undefined;

  constructor({ image, version, records }: GroupView, book: RecordBook) {
    this.#group = { groupId: image.id, version, count: records.size };
    this.#numbers = records.share();
    this.#book = book;
  }

  has(recordId: RecordId): boolean {
    const number = this.#book.find(recordId);
    return number !== undefined && this.hasNumber(number);
  }

  hasNumber(number: RecordNumber): boolean {
    this.#bits ??= this.#makeBits();
    if (this.#bits === none) return hasNumber(this.#numbers, this.#numbers.length, number);
    return (((this.#bits[number >>> 3] ?? 0) >>> (number & 7)) & 1) === 1;
  }

  #makeBits(): Uint8Array {
    const bytes = ((this.#numbers.at(-1) ?? 0) >>> 3) + 1;
    if (bytes > this.#numbers.byteLength) return none;
    const bits = new Uint8Array(bytes);
    for (const number of this.#numbers) bits[number >>> 3] = (bits[number >>> 3] ?? 0) | (1 << (number & 7));
    return bits;
  }

  get version(): Version {
    return this.#group.version;
  }

  /** Frozen, made once. */
  get records(): GroupRecords {
    this.#records ??= Object.freeze({ ...this.#group, recordIds: this.#idsOf() as RecordId[] });
    return this.#records;
  }

  #idsOf(): readonly RecordId[] {
    return Object.freeze(Array.from(this.#numbers, (number) => this.#book.idOf(number)));
  }
}

/** All groups of a user. */
export class ViewState {
  readonly position: Position;
  readonly #groups: ReadonlyMap<GroupId, GroupState>;
  readonly #default: GroupState | undefined;

  constructor(position: Position, groups: ReadonlyMap<GroupId, GroupState>, byDefault: GroupState | undefined) {
    this.position = position;
    this.#groups = groups;
    this.#default = byDefault;
  }

  /** Whether the record is in the group; false also when there is no such group. */
  has(recordId: string, ref = "default"): boolean {
    return this.#stateOf(ref)?.has(recordId as RecordId) ?? false;
  }

  /** Of these records, which are in which group; groups with none of them are left out. */
  memberships(recordIds: readonly RecordId[], book: RecordBook): MembershipAnswer["groups"] {
    const numbers = recordIds.map((id) => book.find(id) ?? nowhere);
    return [...this.#groups].flatMap(([groupId, state]) => {
      const inside = recordIds.filter((_, index) => state.hasNumber(numbers[index] ?? nowhere));
      return inside.length === 0 ? [] : [{ groupId, version: state.version, recordIds: inside }];
    });
  }

  /** The ids in the group. The same frozen object for everybody until the group changes. */
  records(ref: string): GroupRecords | undefined {
    return this.#stateOf(ref)?.records;
  }

  #stateOf(ref: string): GroupState | undefined {
    return ref === "default" ? this.#default : this.#groups.get(ref as GroupId);
  }
}
