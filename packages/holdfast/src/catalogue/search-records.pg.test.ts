// Whatever is asked for, PostgreSQL finds what a plain filter over the same rows finds.
import {
  facetNone,
  type CatalogueRecord,
  type RecordFilter,
  type RecordId,
  type RecordPageRequest,
  type RecordSort,
  type UserId,
} from "@holdfast/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { type CatalogueRoom, createCatalogueRoom, type Within } from "./index.js";

const server = testDatabase();
const clock = createTestClock();
const user = "20000000-0000-4000-8000-000000000001" as UserId;
const words = ["Water", "water", "Waste", "Élan", "élan", "ROAD", "Roads", "Act", "act", "Order", "19", "2015", "Zoo", "ämter"];
const families = ["WATER", "FIRE", "OH&S: Personal", "fire"];
const types = ["ukpga", "uksi"];
const statuses = ["In force", "Revoked"];

let database: Database;
let room: CatalogueRoom;
let records: readonly CatalogueRecord[];

beforeAll(async () => {
  const { requestUrl, workerUrl } = server;
  database = createDatabase({
    requestUrl,
    workerUrl,
    poolSize: 3,
    statementTimeout: 10_000,
    connectTimeout: 5_000,
    preparedStatements: true,
    log: silentLog,
  });
  room = createCatalogueRoom({ database, log: silentLog, clock });
  const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
  const row = fc.record({
    id: fc.uuid(),
    title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" ")),
    reference: some(["2015 c 9", "No 12"]),
    family: some(families),
    type: some(types),
    year: some([1990, 2015, 2016]),
    status: some(statuses),
    withdrawnAt: some(["2026-01-01T00:00:00.000000Z"]),
  });
  const [rows] = fc.sample(fc.uniqueArray(row, { selector: ({ id }) => id, minLength: 300, maxLength: 300, size: "max" }), {
    numRuns: 1,
    seed: 7,
  });
  records = rows as CatalogueRecord[];
  await server.query(
    `insert into holdfast.record (id, title, reference, family, type, year, status, withdrawn_at, created_at, updated_at)
     select id, title, reference, family, type, year, status, "withdrawnAt", now(), now()
     from jsonb_to_recordset($1::jsonb) as row (id uuid, title text, reference text, family text, type text, year integer, status text, "withdrawnAt" timestamptz)`,
    [JSON.stringify(records)],
  );
});
afterAll(() => database.close());

function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function wordsOf({ title, reference, year }: CatalogueRecord): readonly string[] {
  return `${title} ${reference ?? ""} ${year ?? ""}`.toLowerCase().split(/\s+/);
}

type Facet = "family" | "type" | "status";

function fits(record: CatalogueRecord, filter: RecordFilter, within?: Within): boolean {
  const wanted = (filter.text ?? "")
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word !== "");
  const allows = (facet: Facet): boolean =>
    (filter[facet] ?? []).length === 0 || filter[facet]!.includes(record[facet] ?? facetNone);
  return (
    wanted.every((word) => wordsOf(record).some((own) => own.startsWith(word))) &&
    allows("family") &&
    allows("type") &&
    allows("status") &&
    (filter.yearFrom === undefined || (record.year !== null && record.year >= filter.yearFrom)) &&
    (filter.yearTo === undefined || (record.year !== null && record.year <= filter.yearTo)) &&
    (within === undefined || within.recordIds.includes(record.id) === within.include)
  );
}

function sorted(found: readonly CatalogueRecord[], sort: RecordSort, order: "asc" | "desc"): readonly CatalogueRecord[] {
  const sign = order === "asc" ? 1 : -1;
  const key = (record: CatalogueRecord) => (sort === "title" ? record.title.toLowerCase() : record[sort]);
  return found.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    const byKey = typeof left === "number" ? left - (right as number) : compareText(left ?? "", (right as string | null) ?? "");
    return sign * (byKey || compareText(a.id, b.id));
  });
}

// A filter that is there half of the time.
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const text = fc
  .array(fc.constantFrom("wat", "WAST", "él", "road", "act", "1", "19", "2015", "&", "|!", "c"), { maxLength: 3 })
  .map((parts) => parts.join(" "));
const filters = fc
  .record({
    text: maybe(text),
    family: maybe(fc.subarray([...families, facetNone, "absent"])),
    type: maybe(fc.subarray([...types, facetNone])),
    status: maybe(fc.subarray([...statuses, facetNone])),
    yearFrom: maybe(fc.constantFrom(1990, 2000, 2016)),
    yearTo: maybe(fc.constantFrom(1990, 2015, 2020)),
  })
  .map((filter) => filter as RecordFilter);
const within = maybe(fc.record({ include: fc.boolean(), numbers: fc.uniqueArray(fc.nat(299), { maxLength: 200 }) }));
const withinOf = (drawn: { include: boolean; numbers: readonly number[] } | undefined): Within | undefined =>
  drawn && { include: drawn.include, recordIds: drawn.numbers.map((number) => records[number]!.id) };

test("[L-13] a page is what a plain filter and sort give, with the exact total", async () => {
  const sorts = fc.constantFrom("title", "family", "type", "year", "status");
  const place = fc.record({ offset: fc.nat(320), limit: fc.integer({ min: 1, max: 120 }) });
  await fc.assert(
    fc.asyncProperty(
      filters,
      within,
      sorts,
      fc.constantFrom("asc", "desc"),
      place,
      async (filter, drawn, sort, order, { offset, limit }) => {
        const page = { filter, sort, order, offset, limit } as RecordPageRequest;
        const found = records.filter((record) => fits(record, filter, withinOf(drawn)));
        const expected = sorted(found, page.sort, page.order).slice(offset, offset + limit);
        expect(await room.search(page, withinOf(drawn), user)).toEqual({ total: found.length, offset, items: expected });
      },
    ),
    { numRuns: 250 },
  );
});

test("facets count what each value would find, without their own filter", async () => {
  await fc.assert(
    fc.asyncProperty(filters, within, async (filter, drawn) => {
      const { year, ...rest } = await room.facets(filter, withinOf(drawn), user);
      const counted = (parts: readonly { value: string; count: number }[]) =>
        Object.fromEntries(parts.map(({ value, count }) => [value, count]));
      const expected = (without: Partial<RecordFilter>, value: (record: CatalogueRecord) => string | number | null) => {
        const counts: Record<string, number> = {};
        for (const record of records) {
          const name = String(value(record) ?? facetNone);
          if (fits(record, { ...filter, ...without }, withinOf(drawn))) counts[name] = (counts[name] ?? 0) + 1;
        }
        return counts;
      };
      for (const facet of ["family", "type", "status"] as const) {
        expect(counted(rest[facet])).toEqual(expected({ [facet]: undefined }, (record) => record[facet]));
      }
      expect(counted(year)).toEqual(expected({ yearFrom: undefined, yearTo: undefined }, (record) => record.year));
    }),
    { numRuns: 80 },
  );
});

test("[SE-07] matching gives every id that can be selected, by title and id", async () => {
  await fc.assert(
    fc.asyncProperty(filters, within, async (filter, drawn) => {
      const found = records.filter((record) => record.withdrawnAt === null && fits(record, filter, withinOf(drawn)));
      expect(await room.matching(filter, withinOf(drawn))).toEqual(sorted(found, "title", "asc").map(({ id }) => id));
    }),
    { numRuns: 80 },
  );
});

test("facets show the most frequent value first, the latest year first, and no value last", async () => {
  const { family, year } = await room.facets({});
  const counts = family.slice(0, -1).map(({ count }) => count);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(family.at(-1)?.value).toBe(facetNone);
  expect(year.map(({ value }) => value)).toEqual(["2016", "2015", "1990", facetNone]);
});

test("get keeps the order of the ids and leaves out the unknown", async () => {
  const [first, second] = [records[5]!, records[2]!];
  const unknown = "20000000-0000-4000-8000-00000000ffff" as RecordId;
  expect(await room.get([first.id, unknown, second.id])).toEqual([first, second]);
  expect(await room.get([])).toEqual([]);
});

test("existing answers the known that are not withdrawn, each once", async () => {
  const open = records.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ id }) => id);
  const withdrawn = records.find(({ withdrawnAt }) => withdrawnAt !== null)!.id;
  const unknown = "20000000-0000-4000-8000-00000000ffff" as RecordId;
  expect(await room.existing([open[3]!, unknown, withdrawn, open[1]!, open[3]!])).toEqual([open[3], open[1]]);
  expect(await room.existing([])).toEqual([]);
});

test("words are found joined and apart, and as people type them", async () => {
  const id = "20000000-0000-4000-8000-00000000aaaa";
  await server.query(
    `insert into holdfast.record (id, title, reference, created_at, updated_at) values ($1, 'Covid-19 and/or Children''s Rules (No. 7)', '2020/1234', now(), now())`,
    [id],
  );
  const finds = async (typed: string): Promise<boolean> => {
    const page = await room.search({ filter: { text: typed }, sort: "title", order: "asc", offset: 0, limit: 10 });
    return page.items.some((item) => item.id === id);
  };
  for (const typed of ["covid", "COVID-19", "covid 19", "and/or", "children's", "(No. 7)", "2020/12", "rul child"]) {
    expect([typed, await finds(typed)]).toEqual([typed, true]);
  }
  expect(await finds("covid-18")).toBe(false);
  expect(await room.search({ filter: { text: "& | !'" }, sort: "title", order: "asc", offset: 0, limit: 1 })).toMatchObject({
    total: 301,
  });
});
