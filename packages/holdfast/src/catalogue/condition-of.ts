// From the filter of a request to the values that the statements take.
import type { RecordFilter, RecordId } from "@holdfast/contract";
import type { RecordCondition } from "./sql/record-condition.js";
import { textQueryOf } from "./text-query.js";

/** What `groupId` and `selected` of a filter come down to: the records of the group, or with `include` false all others. */
export interface Within {
  readonly recordIds: readonly RecordId[];
  readonly include: boolean;
}

// An empty list of values is no filter: a page with nothing ticked shows everything.
const listOf = (values: readonly string[] | undefined): readonly string[] | null =>
  values === undefined || values.length === 0 ? null : values;

export function conditionOf(filter: RecordFilter, within?: Within): RecordCondition {
  return {
    textQuery: textQueryOf(filter.text),
    family: listOf(filter.family),
    type: listOf(filter.type),
    status: listOf(filter.status),
    yearFrom: filter.yearFrom ?? null,
    yearTo: filter.yearTo ?? null,
    recordIds: within?.recordIds ?? null,
    include: within?.include ?? true,
  };
}
