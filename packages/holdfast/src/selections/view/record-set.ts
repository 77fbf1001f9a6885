// A compact set of record numbers: one sorted Uint32Array, 4 bytes a record, searched by halving.
import type { RecordNumber } from "./record-book.js";

const none = new Uint32Array(0);

/** Sorted, without repeats. */
export type SortedNumbers = Uint32Array;

export function sortNumbers(numbers: readonly RecordNumber[]): SortedNumbers {
  return Uint32Array.from(numbers).sort();
}

/** Whether a number is among the first `size`. */
export function hasNumber(numbers: Uint32Array, size: number, number: RecordNumber): boolean {
  const place = placeOf(numbers, size, number);
  return place < size && numbers[place] === number;
}

/** Where a number is or belongs among the first `size`. */
function placeOf(numbers: Uint32Array, size: number, number: RecordNumber): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class RecordSet {
  #numbers: Uint32Array;
  #size: number;
  /** Somebody holds the numbers as they are: the next change is made to a copy. */
  #isShared = false;

  constructor(sorted: SortedNumbers = none) {
    this.#numbers = sorted;
    this.#size = sorted.length;
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#numbers.byteLength;
  }

  has(number: RecordNumber): boolean {
    return hasNumber(this.#numbers, this.#size, number);
  }

  /** The numbers, sorted: they stay as they are for whoever asked. */
  share(): SortedNumbers {
    this.#isShared = true;
    return this.numbers();
  }

  /** The numbers, sorted: a view that is valid until the next change. */
  numbers(): SortedNumbers {
    return this.#numbers.subarray(0, this.#size);
  }

  /** Adds numbers of which none is here yet. */
  add(sorted: SortedNumbers): void {
    if (sorted.length > 0) this.#adopt(merge(this.numbers(), sorted));
  }

  /** Removes numbers that are all here. */
  remove(sorted: SortedNumbers): void {
    if (sorted.length === 0) return;
    this.#own();
    let write = 0;
    let next = 0;
    for (let read = 0; read < this.#size; read += 1) {
      const number = this.#numbers[read] ?? 0;
      if (number === sorted[next]) next += 1;
      else this.#numbers[write++] = number;
    }
    this.#size = write;
    this.#shrink();
  }

  clear(): void {
    this.#adopt(none);
  }

  #shrink(): void {
    if (this.#numbers.length > 64 && this.#size * 4 < this.#numbers.length) this.#adopt(this.numbers().slice());
  }

  #adopt(numbers: Uint32Array): void {
    this.#numbers = numbers;
    this.#size = numbers.length;
    this.#isShared = false;
  }

  #own(): void {
    if (this.#isShared) this.#adopt(this.numbers().slice());
  }

  /** Adds one; false when it was here. */
  insert(number: RecordNumber): boolean {
    const place = placeOf(this.#numbers, this.#size, number);
    if (place < this.#size && this.#numbers[place] === number) return false;
    this.#own();
    if (this.#size === this.#numbers.length) {
      const larger = new Uint32Array(Math.max(4, Math.ceil(this.#size * 1.25)));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.copyWithin(place + 1, place, this.#size);
    this.#numbers[place] = number;
    this.#size += 1;
    return true;
  }

  /** Removes one; false when it was not here. */
  delete(number: RecordNumber): boolean {
    const place = placeOf(this.#numbers, this.#size, number);
    if (place >= this.#size || this.#numbers[place] !== number) return false;
    this.#own();
    this.#numbers.copyWithin(place, place + 1, this.#size);
    this.#size -= 1;
    this.#shrink();
    return true;
  }
}

function merge(left: Uint32Array, right: Uint32Array): Uint32Array {
  const merged = new Uint32Array(left.length + right.length);
  let a = 0;
  let b = 0;
  for (let write = 0; write < merged.length; write += 1) {
    const fromLeft = left[a] ?? Infinity;
    const fromRight = right[b] ?? Infinity;
    if (fromLeft < fromRight) {
      merged[write] = fromLeft;
      a += 1;
    } else {
      merged[write] = fromRight;
      b += 1;
    }
  }
  return merged;
}
