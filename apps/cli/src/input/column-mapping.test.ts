// Columns are found by name where nothing is said, and what is said must be there.
import { expect, it } from "vitest";
import { columnMapping } from "./column-mapping.js";

const header = ["Code", "Name", "year", "Title"];

it("[SE-13] takes columns by their names, and what is said before them", () => {
  expect(columnMapping(["key=Code"], header)).toEqual({ title: "Title", key: "Code", year: "year" });
  expect(columnMapping(["key=Code,title=Name"], header)).toEqual({ title: "Name", key: "Code", year: "year" });
  expect(columnMapping(["key=Title", "title=Name"], header)).toEqual({ title: "Name", key: "Title", year: "year" });
});

it.each([
  [["key"], "names no field"],
  [["colour=Code"], "names no field"],
  [["key=code"], 'no column "code"'],
  [["key=Code", "key=Name"], "names a field twice"],
  [[], "names a record for ever"],
])("[SE-13] refuses %j", (given, said) => {
  expect(() => columnMapping(given, header)).toThrow(said);
});
