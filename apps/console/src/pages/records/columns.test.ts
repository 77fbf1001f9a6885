// The columns that somebody chose come back as they were left, and nonsense in the browser's memory does no harm.
import fc from "fast-check";
import { expect, test } from "vitest";
import { columnChoiceOf, columns, columnStyle, noChoice, visibleColumns, widest, type ColumnChoice } from "./columns.js";

const names = columns.map(({ name }) => name);
const namesOf = (choice: ColumnChoice, isWide: boolean) => visibleColumns(choice, isWide).map(({ name }) => name);

test("[UI-01] without a choice the family shows on wide tables only, and the groups when they are asked for", () => {
  expect(namesOf(noChoice, true)).toEqual(["title", "family", "type", "year", "status"]);
  expect(namesOf(noChoice, false)).toEqual(["title", "type", "year", "status"]);
  expect(namesOf({ shown: { groups: true, type: false }, widths: {} }, true)).toEqual([
    "title",
    "family",
    "year",
    "status",
    "groups",
  ]);
});

test("[UI-01] what was chosen is remembered as it was", () => {
  const shown = fc.dictionary(fc.constantFrom(...names.filter((name) => name !== "title")), fc.boolean());
  const widths = fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 200, max: widest }));
  fc.assert(
    fc.property(shown, widths, (some, wide) => {
      const choice = { shown: some, widths: wide };
      expect(columnChoiceOf(JSON.stringify(choice))).toEqual(choice);
    }),
  );
});

test("[UI-01] nonsense that is remembered leaves the columns as they are, and the title always stays", () => {
  for (const text of ["", "null", "[]", "{", '{"shown":7,"widths":"wide"}', '{"shown":{"title":false},"widths":{"year":"1"}}'])
    expect(columnChoiceOf(text)).toEqual(noChoice);
  expect(columnChoiceOf('{"widths":{"year":3,"type":99999}}').widths).toEqual({ year: 64, type: widest });
});

test("[UI-01] a row is at least as wide as its columns, so that a narrow window scrolls instead of squeezing them", () => {
  const choice = { shown: {}, widths: { type: 400 } };
  const style = columnStyle(visibleColumns(choice, false), choice);
  expect(style).toMatchObject({ "--width-type": "400px", "--least-width": `${48 + 160 + 400 + 64 + 80}px` });
});
