// What a table's header and its ranges mean: three states, rows in order that may not be loaded, counts beside filters.
import type { RecordId } from "@holdfast/contract";

/** `none`, `some` or `all` of the rows are selected; no rows count as none. */
export type HeaderState = "none" | "some" | "all";

export function headerState(rows: readonly boolean[]): HeaderState {
  if (!rows.some((selected) => selected)) return "none";
  return rows.every((selected) => selected) ? "all" : "some";
}

export interface RowRange {
  readonly first: number;
  /** Included. */
  readonly last: number;
}

/** The rows between the place where a range began and the place where it is now, in either direction. */
export function rangeBetween(anchor: number, focus: number): RowRange {
  return { first: Math.min(anchor, focus), last: Math.max(anchor, focus) };
}

/** The parts of a range whose rows are not loaded, as few as possible and none longer than `most`. */
export function missingParts(range: RowRange, idAt: (index: number) => RecordId | undefined, most = 1000): readonly RowRange[] {
  const parts: RowRange[] = [];
  let first: number | undefined;
  for (let index = range.first; index <= range.last + 1; index += 1) {
    const isMissing = index <= range.last && idAt(index) === undefined;
    if (isMissing) first ??= index;
    if (first !== undefined && (!isMissing || index - first + 1 === most)) {
      parts.push({ first, last: isMissing ? index : index - 1 });
      first = undefined;
    }
  }
  return parts;
}

/** Ids in slices that one call may carry. */
export function slicesOf(recordIds: readonly RecordId[], most = 10_000): readonly (readonly RecordId[])[] {
  const slices: (readonly RecordId[])[] = [];
  for (let start = 0; start < recordIds.length; start += most) slices.push(recordIds.slice(start, start + most));
  return slices;
}

const number = new Intl.NumberFormat("en-GB");

/** `312 selected, 40 hidden by filters`; the second half only when there are any. */
export function selectionSummary(selected: number, hidden: number): string {
  const base = `${number.format(selected)} selected`;
  return hidden > 0 ? `${base}, ${number.format(hidden)} hidden by filters` : base;
}
