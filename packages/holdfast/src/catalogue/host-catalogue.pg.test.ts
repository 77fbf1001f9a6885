// The catalogue and the users are tables of the application: found and referred to, never written.
import type { RecordId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database, type HostTables, migrate } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { createTestClock, createTestDatabase, type TestDatabase } from "../testing/index.js";
import { type CatalogueRoom, createCatalogueRoom, importRecords, type RawRow } from "./index.js";

const host: HostTables = {
  users: { table: "members", id: "member_no" },
  records: { table: "laws", id: "law_id", title: "name", family: "Area of Law", year: "made_in" },
};
const clock = createTestClock();
const id = (number: number) => `40000000-0000-4000-8000-${String(number).padStart(12, "0")}` as RecordId;

let server: TestDatabase;
let database: Database;
let room: CatalogueRoom;

beforeAll(async () => {
  server = await createTestDatabase();
  // The template has Holdfast's own tables: this database begins without them.
  await server.query("drop schema holdfast cascade");
  await server.query("create table public.members (member_no uuid primary key, nick text not null)");
  await server.query(
    `create table public.laws (law_id uuid primary key, name text, "Area of Law" text, made_in smallint, secret text)`,
  );
  await server.query(
    `insert into public.laws (law_id, name, "Area of Law", made_in)
     values ($1, 'Water Act', 'WATER', 1991), ($2, 'the Fire Order', null, 2005), ($3, 'Water Waste Rules', 'WATER', null)`,
    [id(1), id(2), id(3)],
  );
  await server.query("insert into public.members values ($1, 'ann')", [id(10)]);
  await migrate({ connectionString: server.ownerUrl, host });
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
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

const page = { sort: "title", order: "asc", offset: 0, limit: 10 } as const;

test("[SE-16] the application's table is searched under its own column names", async () => {
  const found = await room.search({ ...page, filter: {} }, undefined, id(10) as never);
  expect(found).toEqual({
    total: 3,
    offset: 0,
    items: [
      {
        id: id(2),
        title: "the Fire Order",
        reference: null,
        family: null,
        type: null,
        year: 2005,
        status: null,
        withdrawnAt: null,
      },
      {
        id: id(1),
        title: "Water Act",
        reference: null,
        family: "WATER",
        type: null,
        year: 1991,
        status: null,
        withdrawnAt: null,
      },
      {
        id: id(3),
        title: "Water Waste Rules",
        reference: null,
        family: "WATER",
        type: null,
        year: null,
        status: null,
        withdrawnAt: null,
      },
    ],
  });
  const words = await room.search({ ...page, sort: "year", order: "desc", filter: { text: "wat", family: ["WATER"] } });
  expect(words.items.map((record) => record.id)).toEqual([id(1), id(3)]);
  expect(await room.matching({ yearFrom: 2000 })).toEqual([id(2)]);
  expect(await room.existing([id(1), id(99)])).toEqual([id(1)]);
});

test("[SE-16] facets count over the application's table", async () => {
  expect(await room.facets({ text: "water" })).toEqual({
    family: [{ value: "WATER", count: 2 }],
    type: [{ value: "(none)", count: 2 }],
    status: [{ value: "(none)", count: 2 }],
    year: [
      { value: "1991", count: 1 },
      { value: "(none)", count: 1 },
    ],
  });
});

test("[SE-16] foreign keys point to the application's tables", async () => {
  const rows = await server.query(
    `select conrelid::regclass::text as ours, confrelid::regclass::text as theirs from pg_constraint
     where contype = 'f' and confrelid in ('public.members'::regclass, 'public.laws'::regclass) and connamespace = 'holdfast'::regnamespace`,
  );
  expect(rows).toContainEqual({ ours: "holdfast.selection", theirs: "laws" });
  expect(rows).toContainEqual({ ours: "holdfast.selection_group", theirs: "members" });
});

test("[SE-16] importing into the application's table is refused before the file is read", async () => {
  let read = 0;
  async function* source(): AsyncIterable<RawRow> {
    read += 1;
    yield { line: 2, values: { id: id(50), name: "New" } };
  }
  const importing = importRecords(source(), { database, clock, mapping: { id: "id", title: "name" } });
  await expect(importing).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining("the application's own table laws"),
  });
  expect(read).toBe(0);
});

test("[SE-16] withdrawing a record of the application is refused", async () => {
  await expect(room.withdraw([id(1)], "Repealed")).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining("Records cannot be withdrawn: the catalogue is the application's own table laws."),
  });
});

test.each(["delete from public.laws", "truncate public.laws cascade"])(
  "[SE-15] [SE-16] %s is refused, for its owner too",
  async (text) => {
    await expect(server.query(text)).rejects.toThrow("Records are never deleted");
  },
);
