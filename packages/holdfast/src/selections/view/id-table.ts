// Finds the number of a record by the 16 bytes of its id: a long list as the database sends it needs no text for each.

/** How PostgreSQL sends a UUID. */
export const idBytes = 16;
export const idWords = 4;
const firstCapacity = 1024;

/** Ids of 16 bytes each as words, four for each: of this machine's order, so for this process alone. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

/** Numbers are given in the order in which ids are added, from 0 on. Open addressing; the places are a power of two, at most half of them taken. */
export class IdTable {
  /** By number: the four words of the id. */
  #words = new Uint32Array(idWords * firstCapacity);
  /** By place: a number and one; 0 is an empty place. */
  #places = new Uint32Array(2 * firstCapacity);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The id whose words begin at `at`; it is not there yet. */
  add(ids: Uint32Array, at: number): void {
    const from = this.#size * idWords;
    if (from === this.#words.length) this.#grow();
    this.#words.set(ids.subarray(at, at + idWords), from);
    this.#put(this.#size);
    this.#size += 1;
  }

  find(ids: Uint32Array, at: number): number | undefined {
    const [words, places] = [this.#words, this.#places];
    for (let place = this.#firstPlace(ids, at); ; place = (place + 1) & (places.length - 1)) {
      const number = (places[place] ?? 0) - 1;
      if (number === -1) return undefined;
      if (areEqual(words, number * idWords, ids, at)) return number;
    }
  }

  #put(number: number): void {
    const places = this.#places;
    let place = this.#firstPlace(this.#words, number * idWords);
    while (places[place] !== 0) place = (place + 1) & (places.length - 1);
    places[place] = number + 1;
  }

  /** The upper bits of the product, which depend on all of the word: ids may count upwards (Knuth, volume 3, 6.4). */
  #firstPlace(ids: Uint32Array, at: number): number {
    const folded = (ids[at] ?? 0) ^ (ids[at + 1] ?? 0) ^ (ids[at + 2] ?? 0) ^ (ids[at + 3] ?? 0);
    return Math.imul(folded, 0x9e3779b1) >>> (Math.clz32(this.#places.length) + 1);
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    this.#places = new Uint32Array(this.#places.length * 2);
    for (let number = 0; number < this.#size; number += 1) this.#put(number);
  }
}

function areEqual(left: Uint32Array, at: number, right: Uint32Array, from: number): boolean {
  for (let word = 0; word < idWords; word += 1) if (left[at + word] !== right[from + word]) return false;
  return true;
}
