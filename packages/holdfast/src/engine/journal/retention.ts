// How long each applied segment has been kept, counted while a process runs: a clock that jumps removes nothing (SY-10).
import type { Clock } from "../../runtime/clock.js";
import { writeAtomically, type FileSystem } from "./file-system.js";

const fileName = "retention.json";
const saveEveryMs = 60_000;

export class Retention {
  readonly #files: FileSystem;
  readonly #directory: string;
  readonly #clock: Clock;
  /** Segment (by first position) → when its time began, on the monotonic clock of this process (negative: earlier). */
  readonly #began = new Map<number, number>();
  #savedAt: number;

  constructor(files: FileSystem, directory: string, clock: Clock) {
    this.#files = files;
    this.#directory = directory;
    this.#clock = clock;
    this.#savedAt = clock.monotonic();
  }

  /** Takes up the times of an earlier process. What is not known begins anew: kept longer, never shorter. */
  async load(): Promise<void> {
    const kept = await this.#read();
    const now = this.#clock.monotonic();
    for (const [first, milliseconds] of Object.entries(kept)) this.#began.set(Number(first), now - milliseconds);
  }

  async #read(): Promise<Readonly<Record<string, number>>> {
    try {
      return JSON.parse((await this.#files.read(`${this.#directory}/${fileName}`)).toString()) as Readonly<
        Record<string, number>
      >;
    } catch {
      return {};
    }
  }

  /** Milliseconds since the segment was first seen applied. */
  age(first: number): number {
    const now = this.#clock.monotonic();
    if (!this.#began.has(first)) this.#began.set(first, now);
    return now - (this.#began.get(first) ?? now);
  }

  /** The segment is removed, or the database went back before it. */
  forget(first: number): void {
    this.#began.delete(first);
  }

  async saveNowAndThen(): Promise<void> {
    if (this.#clock.monotonic() - this.#savedAt >= saveEveryMs) await this.save();
  }

  async save(): Promise<void> {
    const now = this.#clock.monotonic();
    this.#savedAt = now;
    const kept = Object.fromEntries([...this.#began].map(([first, began]) => [first, Math.round(now - began)]));
    await writeAtomically(this.#files, this.#directory, fileName, `${JSON.stringify(kept)}\n`);
  }
}
