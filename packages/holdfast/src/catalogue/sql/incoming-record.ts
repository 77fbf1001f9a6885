// A record on its way into the catalogue, and a batch of them as columns for unnest.
import type { RecordId } from "@holdfast/contract";

export interface IncomingRecord {
  readonly id: RecordId;
  readonly title: string;
  readonly reference: string | null;
  readonly family: string | null;
  readonly type: string | null;
  readonly year: number | null;
  readonly status: string | null;
}

/** How many of a batch are new, differ from what is there, or are there already just so. */
export interface BatchOutcome {
  readonly inserted: number;
  readonly updated: number;
}

export function incomingColumns(records: readonly IncomingRecord[]): readonly unknown[] {
  return [
    records.map(({ id }) => id),
    records.map(({ title }) => title),
    records.map(({ reference }) => reference),
    records.map(({ family }) => family),
    records.map(({ type }) => type),
    records.map(({ year }) => year),
    records.map(({ status }) => status),
  ];
}
