// Something of the server's that a page keeps in sight: read when it is first needed, and again when it may have changed.
import { HoldfastProblem, networkProblem } from "./holdfast-problem.js";

/** What is known of it by now. A new object after every change, the same one in between. */
export interface Reading<Value> {
  /** The last one that was read; undefined before the first. */
  readonly value: Value | undefined;
  /** Why the last attempt failed; the value before it stays. */
  readonly problem: HoldfastProblem | undefined;
  readonly isReading: boolean;
}

export interface Resource<Value> {
  get(): Reading<Value>;
  subscribe(listener: () => void): () => void;
  /** Reads it unless it is known or on its way. Never rejects. */
  ensure(): Promise<void>;
  /** Reads it anew if anybody ever needed it: what is on its way may be older than the news. Never rejects. */
  refresh(): Promise<void>;
  /** Puts what is known otherwise, such as from an event; nothing happens before the first reading. */
  change(change: (value: Value) => Value): void;
  /** Forgets it. What is on its way is dropped. */
  close(): void;
}

class ReadResource<Value> implements Resource<Value> {
  readonly #read: (signal: AbortSignal) => Promise<Value>;
  readonly #closed = new AbortController();
  readonly #listeners = new Set<() => void>();
  #reading: Reading<Value> = { value: undefined, problem: undefined, isReading: false };
  #running: Promise<void> | undefined;
  #again = false;

  constructor(read: (signal: AbortSignal) => Promise<Value>) {
    this.#read = read;
  }

  get(): Reading<Value> {
    return this.#reading;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  ensure(): Promise<void> {
    return this.#reading.value === undefined ? (this.#running ?? this.#start()) : Promise.resolve();
  }

  refresh(): Promise<void> {
    const { value, problem } = this.#reading;
    if (this.#running !== undefined) this.#again = true;
    else if (value === undefined && problem === undefined) return Promise.resolve();
    return this.#running ?? this.#start();
  }

  change(change: (value: Value) => Value): void {
    const { value } = this.#reading;
    // An answer that is on its way may be older than this.
    if (this.#running !== undefined) this.#again = true;
    if (value !== undefined) this.#put({ value: change(value) });
  }

  close(): void {
    this.#closed.abort();
    this.#listeners.clear();
    this.#reading = { value: undefined, problem: undefined, isReading: false };
  }

  #start(): Promise<void> {
    if (this.#closed.signal.aborted) return Promise.resolve();
    this.#put({ isReading: true });
    this.#running = this.#readUntilCurrent().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #readUntilCurrent(): Promise<void> {
    do {
      this.#again = false;
      try {
        const value = await this.#read(this.#closed.signal);
        this.#put({ value, problem: undefined, isReading: this.#again });
      } catch (error) {
        const problem = error instanceof HoldfastProblem ? error : networkProblem(error);
        this.#put({ problem, isReading: this.#again });
      }
    } while (this.#again && !this.#closed.signal.aborted);
  }

  #put(part: Partial<Reading<Value>>): void {
    if (this.#closed.signal.aborted) return;
    this.#reading = { ...this.#reading, ...part };
    for (const listener of this.#listeners) listener();
  }
}

export function createResource<Value>(read: (signal: AbortSignal) => Promise<Value>): Resource<Value> {
  return new ReadResource(read);
}
