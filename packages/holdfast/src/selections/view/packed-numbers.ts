// Sorted numbers as the distances between them, seven bits to a byte: one or two bytes each where four would stand.

/** How many there are, then each as its distance from the one before. */
export function packNumbers(sorted: Uint32Array): Buffer {
  const bytes = Buffer.allocUnsafe((sorted.length + 1) * 5);
  let at = put(bytes, 0, sorted.length);
  let before = 0;
  for (const number of sorted) {
    at = put(bytes, at, number - before);
    before = number;
  }
  return bytes.subarray(0, at);
}

/** Reads one list after the other. */
export class PackedNumbers {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  next(): Uint32Array {
    const numbers = new Uint32Array(this.#take());
    let before = 0;
    for (let index = 0; index < numbers.length; index += 1) numbers[index] = before += this.#take();
    return numbers;
  }

  #take(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
}

function put(bytes: Uint8Array, start: number, value: number): number {
  let [at, rest] = [start, value];
  for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
  bytes[at++] = rest;
  return at;
}
