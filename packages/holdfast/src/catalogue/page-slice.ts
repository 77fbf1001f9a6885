// Cuts a page out of a total order: at most two slices of the rows, each read from the nearer end.
import type { RecordPageRequest } from "@holdfast/contract";
import type { RecordCount } from "./sql/count-records.js";

/** What one statement reads. `reversed`: it reads from the far end, and its rows are to be turned round. */
export interface PageSlice {
  readonly present: boolean | null;
  readonly order: "asc" | "desc";
  readonly offset: number;
  readonly limit: number;
  readonly reversed: boolean;
}

type Place = Pick<RecordPageRequest, "order" | "offset" | "limit">;
const opposite = { asc: "desc", desc: "asc" } as const;

// The n-th row from the front is found by passing over n entries of an index, so no more than half of them are ever passed over.
function sliceOf(present: boolean | null, size: number, { order, offset, limit }: Place): readonly PageSlice[] {
  const taken = Math.min(limit, size - offset);
  if (taken <= 0) return [];
  if (offset <= size / 2) return [{ present, order, offset, limit: taken, reversed: false }];
  return [{ present, order: opposite[order], offset: size - offset - taken, limit: taken, reversed: true }];
}

/**
 * Rows without a value come last in both directions. Descending, an index that is read backwards has them first, so the page is
 * cut from the rows with a value, then from those without.
 */
export function pageSlices({ order, offset, limit }: Place, { total, present }: RecordCount): readonly PageSlice[] {
  if (order === "asc" || present === total) return sliceOf(null, total, { order, offset, limit });
  const fromFirst = Math.min(Math.max(present - offset, 0), limit);
  const first = sliceOf(true, present, { order, offset, limit: fromFirst });
  const second = sliceOf(false, total - present, { order, offset: Math.max(offset - present, 0), limit: limit - fromFirst });
  return [...first, ...second];
}
