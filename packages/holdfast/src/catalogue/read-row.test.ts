// What a row of an import file becomes, and what is said of a row that cannot become anything.
import { expect, test } from "vitest";
import { idFromKey } from "./id-from-key.js";
import { readRow, type RecordMapping } from "./read-row.js";

const mapping: RecordMapping = {
  id: "uuid",
  key: "name",
  title: "Title",
  reference: "ref",
  family: "Family",
  type: "type",
  year: "Year",
  status: "live",
};
const id = "0F000000-0000-4000-8000-00000000000A";
const read = (values: Record<string, string>, by: RecordMapping = mapping) => readRow({ line: 2, values }, by);

test("takes each column for what the mapping says, without the blanks around it", () => {
  const values = {
    uuid: id,
    Title: " Water Act ",
    ref: "2015 c. 9",
    Family: "WATER",
    type: "ukpga",
    Year: "2015",
    live: "In force",
  };
  expect(read(values).record).toEqual({
    id: id.toLowerCase(),
    title: "Water Act",
    reference: "2015 c. 9",
    family: "WATER",
    type: "ukpga",
    year: 2015,
    status: "In force",
  });
});

test("an empty cell, an absent column and the word for no value are no value", () => {
  expect(read({ uuid: id, Title: "Act", Family: "(none)", type: "  " }).record).toEqual({
    id: id.toLowerCase(),
    title: "Act",
    reference: null,
    family: null,
    type: null,
    year: null,
    status: null,
  });
});

test("a row without an id takes it from its key", () => {
  expect(read({ uuid: "", name: "ukpga/2015/9", Title: "Act" }).record?.id).toBe(idFromKey("ukpga/2015/9"));
});

test("says everything that is wrong at once", () => {
  expect(read({ uuid: "12", Title: " ", Year: "MMXV", Family: "F".repeat(201), ref: "a\0b" }).problems).toEqual([
    `The id "12" is not a UUID.`,
    `There is no title (column "Title").`,
    "The reference contains a NUL character.",
    "The family is longer than 200 characters.",
    `The year "MMXV" is not a number from 0 to 9999.`,
  ]);
});

test("names the columns where an id was looked for", () => {
  expect(read({ Title: "Act" }).problems).toEqual([`There is no id and no key (column "uuid" or "name").`]);
  expect(read({ Title: "Act" }, { title: "Title" }).problems).toEqual([
    "There is no id and no key (no column is named for either).",
  ]);
});

test("refuses what an index could not hold", () => {
  expect(read({ uuid: id, Title: "字".repeat(667) }).problems).toEqual([
    "Title, family, type and status take 2001 bytes together; 2000 are possible.",
  ]);
});
