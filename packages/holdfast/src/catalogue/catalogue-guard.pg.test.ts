// Nobody deletes a record: not the roles of the library, not the owner of the table, not a superuser.
import type { RecordId, UserId } from "@holdfast/contract";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { type CatalogueRoom, createCatalogueRoom } from "./index.js";

const server = testDatabase();
const id = (number: number) => `30000000-0000-4000-8000-${String(number).padStart(12, "0")}` as RecordId;
const user = id(900) as string as UserId;

let database: Database;
let room: CatalogueRoom;
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
  room = createCatalogueRoom({ database, log: silentLog, clock: createTestClock() });
  await server.query(
    `insert into holdfast.record (id, title, created_at, updated_at) select id, 'Record', now(), now() from unnest($1::uuid[]) as id`,
    [[id(1), id(2), id(3)]],
  );
});
afterAll(() => database.close());

/** Runs the statement in a transaction that is rolled back, as the role; answers the SQLSTATE. */
async function attempt(role: string, text: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    await client.query(`begin; set local role ${role}`);
    await client.query(text);
    return "done";
  } catch (error) {
    return String(Reflect.get(error as Error, "code"));
  } finally {
    await client.query("rollback");
    await client.end();
  }
}

const noPrivilege = "42501";
const refusedByTrigger = "23001";

test.each([
  ["holdfast_app", "delete from holdfast.record", noPrivilege],
  ["holdfast_writer", "delete from holdfast.record", noPrivilege],
  ["holdfast_owner", "delete from holdfast.record", refusedByTrigger],
  ["postgres", "delete from holdfast.record", refusedByTrigger],
  ["holdfast_app", "truncate holdfast.record cascade", noPrivilege],
  ["holdfast_writer", "truncate holdfast.record cascade", noPrivilege],
  ["holdfast_owner", "truncate holdfast.record cascade", refusedByTrigger],
  ["postgres", "truncate holdfast.record cascade", refusedByTrigger],
  ["holdfast_app", "delete from holdfast.catalogue", noPrivilege],
  ["holdfast_writer", "delete from holdfast.catalogue", noPrivilege],
  ["postgres", "delete from holdfast.catalogue", refusedByTrigger],
])("[SE-15] %s: %s is refused", async (role, text, state) => {
  expect(await attempt(role, text)).toBe(state);
});

test("[SE-15] the refusal says what to do instead", async () => {
  await expect(server.query("delete from holdfast.record")).rejects.toMatchObject({
    message: "Records are never deleted: people have selected them. Withdraw the record instead.",
    hint: "holdfast records withdraw ID",
  });
});

test("[SE-15, L-08] deleting a user deletes that user's selections and nothing of the catalogue", async () => {
  const [group, others, other] = [id(901), id(902), id(903)];
  await server.query(
    `insert into holdfast.app_user (id, email, created_at) values ($1, 'ann@example.org', now()), ($2, 'bob@example.org', now())`,
    [user, other],
  );
  await server.query(
    `insert into holdfast.selection_group (id, owner_user_id, name, is_default, place, version, count, created_at, updated_at)
     values ($1, $2, 'Mine', true, 0, 1, 1, now(), now()), ($3, $4, 'Theirs', true, 0, 1, 1, now(), now())`,
    [group, user, others, other],
  );
  await server.query(
    `insert into holdfast.selection (group_id, owner_id, record_id, version, created_at, updated_at)
     values ($1, $2, $5, 1, now(), now()), ($3, $4, $5, 1, now(), now())`,
    [group, user, others, other, id(1)],
  );
  await server.query("delete from holdfast.app_user where id = $1", [user]);
  expect(await server.query(`select group_id as "group" from holdfast.selection`)).toEqual([{ group: others }]);
  expect(await server.query("select count(*)::integer as records from holdfast.record")).toEqual([{ records: 3 }]);
});

test("[SE-15] a withdrawn record is still shown and can no longer be selected", async () => {
  const report = await room.withdraw([id(2), id(2), id(77)], "Repealed");
  expect(report).toEqual({ withdrawn: [id(2)], alreadyWithdrawn: [], unknown: [id(77)] });
  expect(await room.existing([id(1), id(2)])).toEqual([id(1)]);
  expect(await room.matching({})).toEqual([id(1), id(3)]);
  const page = await room.search({ filter: {}, sort: "title", order: "asc", offset: 0, limit: 10 });
  expect(page.items.map((record) => [record.id, record.withdrawnAt])).toEqual([
    [id(1), null],
    [id(2), "2026-01-01T00:00:00.000000Z"],
    [id(3), null],
  ]);
});

test("[SE-15] a second withdrawal leaves the first reason, and the trail has one row", async () => {
  expect(await room.withdraw([id(2)], "Again")).toEqual({ withdrawn: [], alreadyWithdrawn: [id(2)], unknown: [] });
  const rows = await server.query("select withdrawn_reason as reason from holdfast.record where id = $1", [id(2)]);
  expect(rows).toEqual([{ reason: "Repealed" }]);
  expect(
    await server.query(`select record_id as record, metadata from holdfast.audit_event where action = 'record_withdrawn'`),
  ).toEqual([{ record: id(2), metadata: { reason: "Repealed" } }]);
});
