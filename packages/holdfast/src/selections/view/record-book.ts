// Record ids interned once per process: a UUID's text becomes a small number, so that a group is a compact set of numbers.
import type { RecordId } from "@holdfast/contract";
import { idBytes, IdTable, idWords, wordsOf } from "./id-table.js";

/** A record's number in this process. */
export type RecordNumber = number;

export class RecordBook {
  readonly #numbers = new Map<RecordId, RecordNumber>();
  readonly #ids: RecordId[] = [];
  /** Behind the ids: brought up to them when it is needed. */
  readonly #table = new IdTable();
  /** By number: 1 when the catalogue said that it exists and is not withdrawn. */
  #selectable = new Uint8Array(1024);

  get size(): number {
    return this.#ids.length;
  }

  find(id: RecordId): RecordNumber | undefined {
    return this.#numbers.get(id);
  }

  idOf(number: RecordNumber): RecordId {
    const id = this.#ids[number];
    if (id === undefined) throw new RangeError(`No record has the number ${number}.`);
    return id;
  }

  intern(text: RecordId): RecordNumber {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const id = ownCopy(text);
    const number = this.#ids.length;
    this.#ids.push(id);
    this.#numbers.set(id, number);
    if (number >= this.#selectable.length) {
      const larger = new Uint8Array(this.#selectable.length * 2);
      larger.set(this.#selectable);
      this.#selectable = larger;
    }
    return number;
  }

  /** True when the catalogue confirmed it; false when it was not asked yet, or the record is withdrawn. */
  isSelectable(id: RecordId): boolean {
    const number = this.#numbers.get(id);
    return number !== undefined && this.#selectable[number] === 1;
  }

  isSelectableNumber(number: RecordNumber): boolean {
    return this.#selectable[number] === 1;
  }

  confirm(ids: Iterable<RecordId>): void {
    for (const id of ids) this.#mark(id, 1);
  }

  /** Of 16 bytes each, as the catalogue gave them. Answers them as this book writes them. */
  confirmBytes(bytes: Buffer): readonly RecordId[] {
    this.#bringUpTable();
    const [words, ids] = [wordsOf(bytes), new Array<RecordId>()];
    for (let at = 0; at < words.length; at += idWords) {
      const number = this.#table.find(words, at) ?? this.intern(textOf(bytes, (at / idWords) * idBytes));
      this.#selectable[number] = 1;
      ids.push(this.idOf(number));
    }
    return ids;
  }

  withdraw(ids: Iterable<RecordId>): void {
    for (const id of ids) this.#mark(id, 0);
  }

  #bringUpTable(): void {
    const missing = this.#ids.slice(this.#table.size);
    const words = wordsOf(Buffer.from(missing.join("").replaceAll("-", ""), "hex"));
    for (let at = 0; at < words.length; at += idWords) this.#table.add(words, at);
  }

  #mark(id: RecordId, selectable: 0 | 1): void {
    // First the number: interning may replace the array that is written to.
    const number = this.intern(id);
    this.#selectable[number] = selectable;
  }
}

function textOf(bytes: Buffer, at: number): RecordId {
  const hex = bytes.toString("hex", at, at + idBytes);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join("-") as RecordId;
}

/** A slice of a long answer keeps all of it in memory; the book stays, so it has texts of its own. */
function ownCopy(id: RecordId): RecordId {
  return Buffer.from(id, "latin1").toString("latin1") as RecordId;
}
