// What a generator of load is told, and what it has seen.
import type { RecordId } from "@holdfast/contract";

export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** One session per connection, in turn. */
  readonly tokens: readonly string[];
  /** Each request selects the next of these records; without them requests read. */
  readonly recordIds?: readonly RecordId[];
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no success, or none at all. */
  readonly failed: number;
}
