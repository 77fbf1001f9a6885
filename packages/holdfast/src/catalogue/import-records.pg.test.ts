// Files of records on their way into a real catalogue.
import type { RecordId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import {
  createCatalogueRoom,
  idFromKey,
  type ImportCounts,
  type ImportOptions,
  importRecords,
  type RawRow,
  type RecordMapping,
} from "./index.js";

const server = testDatabase();
const clock = createTestClock();
const mapping: RecordMapping = { key: "name", title: "title", year: "year", type: "type" };

let database: Database;
beforeAll(() => {
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
});
afterAll(() => database.close());

async function* rowsOf(values: readonly RawRow["values"][]): AsyncIterable<RawRow> {
  for (const [index, value] of values.entries()) yield { line: index + 2, values: value };
}

const bring = (values: readonly RawRow["values"][], more: Partial<ImportOptions> = {}) =>
  importRecords(rowsOf(values), { database, clock, mapping, ...more });
const file = (name: string, count: number, title = "Act") =>
  Array.from({ length: count }, (_, number) => ({ name: `${name}/${number}`, title: `${title} ${number}`, year: "2015" }));
const count = async (): Promise<unknown> =>
  (await server.query("select count(*)::integer as count from holdfast.record"))[0]?.["count"];
const importsInTrail = async (): Promise<readonly unknown[]> =>
  (await server.query(`select metadata from holdfast.audit_event where action = 'records_imported' order by id`)).map(
    (row) => row["metadata"],
  );

test("a second import brings up to date and doubles nothing; a dry run says so before", async () => {
  const first = { read: 250, valid: 250, inserted: 250, updated: 0, unchanged: 0, refused: 0, problems: [] };
  expect(await bring(file("a", 250), { dryRun: true, batchSize: 100 })).toEqual(first);
  expect(await count()).toBe(0);
  expect(await bring(file("a", 250), { batchSize: 100 })).toEqual(first);

  const changed = [...file("a", 240), ...file("a", 250, "Order").slice(240), ...file("b", 3)];
  const second = { read: 253, valid: 253, inserted: 3, updated: 10, unchanged: 240, refused: 0, problems: [] };
  expect(await bring(changed, { dryRun: true })).toEqual(second);
  expect(await bring(changed)).toEqual(second);
  expect(await count()).toBe(253);
  expect(await server.query("select title, year from holdfast.record where id = $1", [idFromKey("a/245")])).toEqual([
    { title: "Order 245", year: 2015 },
  ]);
});

test("[AU-02] each import leaves one event with its counts, a dry run none", async () => {
  const before = await importsInTrail();
  await bring(file("c", 2), { dryRun: true });
  await bring(file("c", 2));
  const counts = { read: 2, valid: 2, inserted: 2, updated: 0, unchanged: 0, refused: 0 };
  expect(await importsInTrail()).toEqual([...before, counts]);
});

test("refused rows are named by line and do not stop the others", async () => {
  const rows = [
    { name: "d/1", title: "One" },
    { name: "d/2", title: "" },
    { name: "d/1", title: "One more" },
    { name: "d/3", title: "Three", year: "x" },
  ];
  expect(await bring(rows)).toEqual({
    read: 4,
    valid: 1,
    inserted: 1,
    updated: 0,
    unchanged: 0,
    refused: 3,
    problems: [
      { line: 3, problems: [`There is no title (column "title").`] },
      { line: 4, problems: [`The id ${idFromKey("d/1")} has occurred before in this file.`] },
      { line: 5, problems: [`The year "x" is not a number from 0 to 9999.`] },
    ],
  });
});

test("names the first thousand of the refused rows", async () => {
  const report = await bring(Array.from({ length: 1500 }, () => ({ name: "", title: "" })));
  expect([report.refused, report.problems.length, report.problems.at(-1)?.line]).toEqual([1500, 1000, 1001]);
});

test("tells how far it is after each batch", async () => {
  const seen: ImportCounts[] = [];
  await bring(file("e", 25), { batchSize: 10, onProgress: (counts) => void seen.push(counts) });
  expect(seen.map(({ read, inserted }) => [read, inserted])).toEqual([
    [10, 10],
    [20, 20],
    [25, 25],
  ]);
});

test("an abort leaves nothing of the import", async () => {
  const before = await count();
  const abort = new AbortController();
  const onProgress = ({ read }: ImportCounts): void => {
    if (read >= 20) abort.abort(new Error("Enough."));
  };
  await expect(bring(file("f", 100), { batchSize: 10, onProgress, signal: abort.signal })).rejects.toThrow("Enough.");
  expect(await count()).toBe(before);
});

test("a source that fails leaves nothing of the import", async () => {
  const before = await count();
  async function* broken(): AsyncIterable<RawRow> {
    yield* rowsOf(file("g", 20));
    throw new Error("The file ended in the middle of a row.");
  }
  await expect(importRecords(broken(), { database, clock, mapping, batchSize: 10 })).rejects.toThrow("in the middle of a row");
  expect(await count()).toBe(before);
});

test("one import at a time", async () => {
  async function* meanwhile(): AsyncIterable<RawRow> {
    await expect(bring(file("h", 1))).rejects.toMatchObject({ code: "overloaded" });
    yield* rowsOf(file("i", 1));
  }
  expect(await importRecords(meanwhile(), { database, clock, mapping })).toMatchObject({ inserted: 1 });
});

test("[SE-15] a withdrawn record that is in the file again stays withdrawn", async () => {
  await bring(file("j", 1));
  const id: RecordId = idFromKey("j/0");
  const room = createCatalogueRoom({ database, log: silentLog, clock });
  await room.withdraw([id], "Repealed");
  expect(await bring(file("j", 1, "Renamed"))).toMatchObject({ updated: 1 });
  expect(await room.get([id])).toMatchObject([{ title: "Renamed 0", withdrawnAt: "2026-01-01T00:00:00.000000Z" }]);
});

test("the longest values that pass the check fit into every index", async () => {
  // Different characters throughout, so that nothing can be compressed.
  const scattered = (start: number, length: number): string =>
    String.fromCodePoint(...Array.from({ length }, (_, n) => start + ((n * 7919) % 20_000)));
  const row = { name: "k", title: scattered(0x4e00, 566), type: scattered(0x5e00, 100) };
  expect(await bring([row])).toMatchObject({ inserted: 1, refused: 0 });
  expect(await bring([{ ...row, title: `${row.title}字` }])).toMatchObject({ refused: 1 });
});
