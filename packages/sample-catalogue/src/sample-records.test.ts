// Pins the sample catalogue: its counts, its facts, and every byte of it.
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { families } from "./families.js";
import { knownPublicGeneralActs } from "./known-acts.js";
import { sampleRecords, sampleSize } from "./sample-records.js";
import { legislationTypes } from "./legislation-type.js";

const records = [...sampleRecords()];
const countBy = (key: "family" | "type" | "status"): Map<string | null, number> => {
  const counts = new Map<string | null, number>();
  for (const record of records) counts.set(record[key], (counts.get(record[key]) ?? 0) + 1);
  return counts;
};

describe("the sample catalogue", () => {
  test("has 19,089 records, each with an id, a reference and a title of its own", () => {
    expect(sampleSize).toBe(19_089);
    expect(records).toHaveLength(sampleSize);
    for (const key of ["id", "reference", "title"] as const)
      expect(new Set(records.map((record) => record[key])).size).toBe(sampleSize);
  });

  test("has 53 families with their counts, and 5,996 records without one", () => {
    const counts = countBy("family");
    expect(families).toHaveLength(53);
    expect(counts.get(null)).toBe(5_996);
    counts.delete(null);
    expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(families.map(({ name, count }) => [name, count])));
  });

  test("has 23 types with their counts; statutory instruments are most", () => {
    const counts = countBy("type");
    expect(counts.size).toBe(23);
    expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(legislationTypes.map(({ name, count }) => [name, count])));
    expect(counts.get("UK Statutory Instrument")).toBeGreaterThan(sampleSize / 2);
  });

  test("reaches from 1267 to 2025, oldest first, most of it young", () => {
    const years = records.map(({ year }) => year);
    expect(years[0]).toBe(1267);
    expect(years.at(-1)).toBe(2025);
    expect(years).toEqual([...years].sort((a, b) => a - b));
    expect(years.filter((year) => year >= 2000).length).toBeGreaterThan(sampleSize / 2);
  });

  test("knows three states of a law", () => {
    expect([...countBy("status").keys()].sort()).toEqual([
      "In force",
      "Part revocation / repeal",
      "Revoked / repealed / abolished",
    ]);
  });

  test("gives ids that are UUIDs of version 5", () => {
    const wrong = records.filter(({ id }) => !/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id));
    expect(wrong).toEqual([]);
  });

  test("leaves no gap in a title and ends it with its year", () => {
    expect(records.filter(({ title }) => /[{}|]|undefined| {2}/.test(title))).toEqual([]);
    expect(records.filter(({ title, year }) => year > 1800 && !title.endsWith(String(year)))).toEqual([]);
  });

  test("has more than 400 public general Acts that are facts, in families that exist", () => {
    const names = new Set<string | null>([null, ...families.map(({ name }) => name)]);
    expect(knownPublicGeneralActs.length).toBeGreaterThan(400);
    expect(knownPublicGeneralActs.filter(({ family }) => !names.has(family))).toEqual([]);
  });

  test.each([
    ["52 Hen. 3", "Statute of Marlborough 1267", null],
    ["1957 c. 31", "Occupiers' Liability Act 1957", "OH&S: Occupational / Personal Safety"],
    ["1968 c. 60", "Theft Act 1968", "CRIME & POLICING"],
    ["1974 c. 37", "Health and Safety at Work etc. Act 1974", "OH&S: Occupational / Personal Safety"],
    ["1990 c. 43", "Environmental Protection Act 1990", "ENVIRONMENTAL PROTECTION"],
    ["1998 c. 42", "Human Rights Act 1998", "EQUALITY & HUMAN RIGHTS"],
    ["2005 c. 9", "Mental Capacity Act 2005", "HEALTH: Patient Safety"],
    ["2006 c. 46", "Companies Act 2006", "COMPANIES & BUSINESS"],
    ["2008 c. 27", "Climate Change Act 2008", "CLIMATE CHANGE"],
    ["2010 c. 15", "Equality Act 2010", "EQUALITY & HUMAN RIGHTS"],
    ["2018 c. 12", "Data Protection Act 2018", "DATA PROTECTION"],
  ])("knows %s, the %s", (reference, title, family) => {
    expect(records.find((record) => record.reference === reference)).toMatchObject({ title, family });
  });

  test("is the same on every machine and every time", () => {
    const digest = createHash("sha256").update(JSON.stringify(records)).digest("hex");
    expect(digest).toBe("edc4a765e1ce91d1b49f7a123076fac497c2d1c0204bf6a70d6e0579b05c4762");
    expect([...sampleRecords()]).toEqual(records);
  });
});
