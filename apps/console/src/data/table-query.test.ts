// The address holds the whole state of the table, and nonsense in it does no harm.
import type { GroupId, RecordId } from "@holdfast/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSearch, writeSearch } from "./address.js";
import { filterCount, filterOf, filterParameters, searchOf, tableQueryOf, type TableQuery } from "./table-query.js";

const group = "0b7f2f0e-6a3a-4a53-9a52-0d6f6f2f5c11" as GroupId;
const list = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 4 });
const year = fc.option(fc.integer({ min: 0, max: 9999 }), { nil: undefined });
const anyQuery: fc.Arbitrary<TableQuery> = fc.record({
  text: fc.string({ maxLength: 30 }),
  family: list,
  type: list,
  status: list,
  yearFrom: year,
  yearTo: year,
  sort: fc.constantFrom("title", "family", "type", "year", "status"),
  order: fc.constantFrom("asc", "desc"),
  group: fc.constantFrom(undefined, group),
  onlySelected: fc.boolean(),
  record: fc.constantFrom(undefined, group as string as RecordId),
});

test("[UI-01] search, filters, order and group survive the address", () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(tableQueryOf(readSearch(writeSearch(searchOf(query) as Record<string, unknown>)))).toEqual(query);
    }),
  );
});

test("[UI-01] the beginning state has an empty address", () => {
  expect(writeSearch(searchOf(tableQueryOf({})) as Record<string, unknown>)).toBe("");
});

test("[UI-01] lists are repeated keys, as people write them", () => {
  expect(writeSearch({ q: "water", family: ["A & B", "(none)"] })).toBe("?q=water&family=A+%26+B&family=%28none%29");
});

test("[UI-01] what makes no sense in an address is left out", () => {
  const query = tableQueryOf({
    sort: "colour",
    order: "up",
    from: "MCMXC",
    to: ["2001"],
    group: "../../x",
    only: "all",
    family: "",
  });
  expect(query).toMatchObject({
    sort: "title",
    order: "asc",
    yearFrom: undefined,
    yearTo: 2001,
    group: undefined,
    onlySelected: false,
    family: [],
  });
});

test("[UI-01] the filter asks the server for what the address says", () => {
  const query = tableQueryOf({ q: "  water ", family: "A", from: "1990", only: "selected" });
  expect(filterOf(query, group)).toEqual({ text: "water", family: ["A"], yearFrom: 1990, groupId: group, selected: true });
  expect(filterParameters(filterOf(query, group)).selected).toBe("true");
  expect(filterOf(query, undefined)).not.toHaveProperty("selected");
  expect(filterCount(query)).toBe(2);
});
