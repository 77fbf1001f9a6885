// What every statement that filters the catalogue takes as its first eight values, in this order.
import type { RecordId } from "@holdfast/contract";
import { arrayText } from "../../database/index.js";

/** Null: no such filter. `facetNone` in a list stands for "no value". */
export interface RecordCondition {
  /** In the language of to_tsquery('simple', …). */
  readonly textQuery: string | null;
  readonly family: readonly string[] | null;
  readonly type: readonly string[] | null;
  readonly status: readonly string[] | null;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  /** Only these records, or with `include` false all but these. */
  readonly recordIds: readonly RecordId[] | null;
  readonly include: boolean;
}

export function conditionValues(condition: RecordCondition): readonly unknown[] {
  const { textQuery, family, type, status, yearFrom, yearTo, recordIds, include } = condition;
  return [textQuery, family, type, status, yearFrom, yearTo, recordIds === null ? null : arrayText(recordIds), include];
}
