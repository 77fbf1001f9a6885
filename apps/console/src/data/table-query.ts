// What the records table shows, as it stands in the address: search, filters, order, group (UI-01).
import type { GroupId, RecordFilter, RecordId, RecordSort } from "@holdfast/contract";

export interface TableQuery {
  readonly text: string;
  readonly family: readonly string[];
  readonly type: readonly string[];
  readonly status: readonly string[];
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
  readonly sort: RecordSort;
  readonly order: "asc" | "desc";
  /** The current group; the default one when absent. */
  readonly group: GroupId | undefined;
  /** Only what is selected in the current group. */
  readonly onlySelected: boolean;
  /** The record whose panel is open. */
  readonly record: RecordId | undefined;
}

/** The search part of the address; whatever equals the beginning state stays away from it. */
export interface TableSearch {
  readonly q?: string;
  readonly family?: readonly string[];
  readonly type?: readonly string[];
  readonly status?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly sort?: RecordSort;
  readonly order?: "desc";
  readonly group?: string;
  readonly only?: "selected";
  readonly record?: string;
}

export const facetNames = ["family", "type", "status"] as const;
export type FacetName = (typeof facetNames)[number];
const sorts: readonly string[] = ["title", "family", "type", "year", "status"];
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Raw = Readonly<Record<string, unknown>>;

function words(raw: Raw, key: string): readonly string[] {
  const value = raw[key];
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return [...new Set(list.map(String).filter((one) => one !== ""))].slice(0, 100);
}

function year(raw: Raw, key: string): number | undefined {
  const text = words(raw, key)[0];
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** Reads an address; what makes no sense in it is left out. */
export function tableQueryOf(raw: Raw): TableQuery {
  const sort = words(raw, "sort")[0] ?? "title";
  const id = (key: string): string | undefined => words(raw, key).find((text) => uuid.test(text));
  return {
    text: (words(raw, "q")[0] ?? "").slice(0, 200),
    family: words(raw, "family"),
    type: words(raw, "type"),
    status: words(raw, "status"),
    yearFrom: year(raw, "from"),
    yearTo: year(raw, "to"),
    sort: sorts.includes(sort) ? (sort as RecordSort) : "title",
    order: words(raw, "order")[0] === "desc" ? "desc" : "asc",
    group: id("group") as GroupId | undefined,
    onlySelected: words(raw, "only")[0] === "selected",
    record: id("record") as RecordId | undefined,
  };
}

export function searchOf(query: TableQuery): TableSearch {
  return {
    ...(query.text === "" ? {} : { q: query.text }),
    ...Object.fromEntries(facetNames.filter((name) => query[name].length > 0).map((name) => [name, query[name]])),
    ...(query.yearFrom === undefined ? {} : { from: query.yearFrom }),
    ...(query.yearTo === undefined ? {} : { to: query.yearTo }),
    ...(query.sort === "title" ? {} : { sort: query.sort }),
    ...(query.order === "asc" ? {} : { order: query.order }),
    ...(query.group === undefined ? {} : { group: query.group }),
    ...(query.onlySelected ? { only: "selected" as const } : {}),
    ...(query.record === undefined ? {} : { record: query.record }),
  };
}

/** The filter that the server understands; `group` is the current group, needed for "only selected". */
export function filterOf(query: TableQuery, group: GroupId | undefined): RecordFilter {
  const text = query.text.trim();
  return {
    ...(text === "" ? {} : { text }),
    ...Object.fromEntries(facetNames.filter((name) => query[name].length > 0).map((name) => [name, [...query[name]]])),
    ...(query.yearFrom === undefined ? {} : { yearFrom: query.yearFrom }),
    ...(query.yearTo === undefined ? {} : { yearTo: query.yearTo }),
    ...(query.onlySelected && group !== undefined ? { groupId: group, selected: true } : {}),
  };
}

/** The filter as query parameters. */
export function filterParameters({
  selected,
  ...filter
}: RecordFilter): Omit<RecordFilter, "selected"> & { readonly selected?: "true" | "false" } {
  return selected === undefined ? filter : { ...filter, selected: selected ? "true" : "false" };
}

/** How many filters are set, the search text and "only selected" not counted. */
export function filterCount(query: TableQuery): number {
  const years = query.yearFrom !== undefined || query.yearTo !== undefined ? 1 : 0;
  return facetNames.reduce((sum, name) => sum + query[name].length, years);
}

export const noFilters = { family: [], type: [], status: [], yearFrom: undefined, yearTo: undefined } as const;
