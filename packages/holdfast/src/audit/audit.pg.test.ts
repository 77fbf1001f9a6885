// AU-01 to AU-03 against PostgreSQL: complete rows, and nobody who can take them back.
import type { AuditPageRequest, GroupId, OperationId, Position, RecordId, TokenId, UserId, Version } from "@holdfast/contract";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { generateKey, Keyring } from "../security/index.js";
import { createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import {
  type AuditContext,
  type AuditOperation,
  AuditRecorder,
  createAudit,
  ensurePartitions,
  insertAuditEvents,
  verifyContext,
} from "./index.js";

const server = testDatabase();
const clock = createTestClock({ start: Date.UTC(2031, 4, 5) });
const uuid = (number: number): string => `10000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const [ann, bob] = [uuid(1) as UserId, uuid(2) as UserId];
const group = uuid(3) as GroupId;
const keyring = Keyring.parse(generateKey("test"));
const request = (more: Partial<AuditPageRequest> = {}): AuditPageRequest => ({ limit: 100, ...more });

let database: Database;
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
  await server.query(
    `insert into holdfast.app_user (id, email, created_at) values ($1, 'ann@example.org', now()), ($2, 'bob@example.org', now())`,
    [ann, bob],
  );
  await database.asSystem((db) => ensurePartitions(db, clock));
});
afterAll(() => database.close());

const operation = (more: Partial<AuditOperation> = {}): AuditOperation => ({
  at: "2031-05-05T01:02:03.456789Z",
  actorId: ann,
  userId: ann,
  action: "bulk_select",
  groupId: group,
  groupVersion: 4 as Version,
  operationId: uuid(9) as OperationId,
  journalId: null,
  position: 17 as Position,
  metadata: { matched: 3 },
  ...more,
});
const record = (number: number): RecordId => uuid(1000 + number) as RecordId;

test("[AU-01] every record of an operation has its row, with everything that was said", async () => {
  const at = "2031-05-05T01:02:03.456789Z";
  await database.asSystem((db) =>
    insertAuditEvents(db, { operations: [operation()], records: [record(1), record(2)], operationIndex: [0, 0] }),
  );
  const { events, next } = await createAudit({ database, keyring, clock }).page(ann, request({ groupId: group }));
  expect(next).toBeNull();
  expect(events.map(({ recordId }) => recordId)).toEqual([record(2), record(1)]);
  expect(events[0]).toMatchObject({
    at,
    actorId: ann,
    userId: ann,
    action: "bulk_select",
    groupId: group,
    groupVersion: 4,
    operationId: uuid(9),
    position: 17,
    metadata: { matched: 3 },
  });
});

test("[AU-02] an action on a whole group has one row without a record, beside others in one batch", async () => {
  const whole = uuid(40) as GroupId;
  const operations = [
    operation({ groupId: whole, action: "clear_all" }),
    operation({ groupId: whole, action: "select", metadata: null }),
  ];
  await database.asSystem((db) => insertAuditEvents(db, { operations, records: [record(3)], operationIndex: [1] }));
  const { events } = await createAudit({ database, keyring, clock }).page(ann, request({ groupId: whole }));
  expect(events.map(({ action, recordId, metadata }) => ({ action, recordId, metadata }))).toEqual([
    { action: "select", recordId: record(3), metadata: {} },
    { action: "clear_all", recordId: null, metadata: { matched: 3 } },
  ]);
});

test("[AU-01, L-12] 19,000 rows of 500 operations go in by one statement, each to its operation", async () => {
  const many = uuid(41) as GroupId;
  const operations = Array.from({ length: 500 }, (_, index) => operation({ groupId: many, position: (100 + index) as Position }));
  const records = Array.from({ length: 19_000 }, (_, index) => record(index));
  const operationIndex = records.map((_, index) => Math.floor(index / 38));
  await database.asSystem((db) => insertAuditEvents(db, { operations, records, operationIndex }));
  const wrong = await server.query(
    `select record_id from holdfast.audit_event where group_id = $1
     and position <> 100 + (right(record_id::text, 12)::bigint - 1000) / 38`,
    [many],
  );
  const [counted] = await server.query(
    "select count(*)::int as rows, count(distinct record_id)::int as records from holdfast.audit_event where group_id = $1",
    [many],
  );
  expect({ ...counted, wrong: wrong.length }).toEqual({ rows: 19_000, records: 19_000, wrong: 0 });
});

test("[AU-01] session, address and user agent stand beside the event, and prove themselves", async () => {
  const session = uuid(50) as TokenId;
  const recorder = new AuditRecorder(clock);
  const actor = { userId: ann, sessionId: session, address: "2001:DB8::7", userAgent: "Tab/1 \u{1F43F}" };
  await database.asUser(ann, (db) =>
    recorder.record(db, actor, { action: "token_revoked", tokenId: uuid(51) as TokenId }, { action: "sign_out" }),
  );
  const { events } = await createAudit({ database, keyring, clock }).page(
    ann,
    request({ action: ["token_revoked", "sign_out"] }),
  );
  expect(events.map(({ action, sessionId, address, userAgent }) => [action, sessionId, address, userAgent])).toEqual([
    ["sign_out", session, "2001:db8::7", "Tab/1 \u{1F43F}"],
    ["token_revoked", session, "2001:db8::7", "Tab/1 \u{1F43F}"],
  ]);
  const contexts = await storedContexts();
  expect(contexts.map(verifyContext)).toEqual([true]);
  await server.query(
    "alter table holdfast.audit_context disable trigger all; update holdfast.audit_context set address = '10.0.0.1'; alter table holdfast.audit_context enable trigger all",
  );
  expect((await storedContexts()).map(verifyContext)).toEqual([false]);
});

test("[AU-07] pages continue where the last one ended, and filters narrow them", async () => {
  const paged = uuid(60) as GroupId;
  const operations = Array.from({ length: 7 }, (_, index) =>
    operation({ groupId: paged, action: "select", at: `2031-05-05T02:00:00.00000${Math.floor(index / 3)}Z` }),
  );
  const records = operations.map((_, index) => record(index));
  await database.asSystem((db) =>
    insertAuditEvents(db, { operations, records, operationIndex: records.map((_, index) => index) }),
  );
  const audit = createAudit({ database, keyring, clock });
  const seen: (string | null)[] = [];
  let before: string | undefined;
  do {
    const page = await audit.page(ann, request({ groupId: paged, limit: 3, ...(before === undefined ? {} : { before }) }));
    seen.push(...page.events.map(({ recordId }) => recordId));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(seen).toEqual(records.toReversed());
  const narrow = await audit.page(
    ann,
    request({ groupId: paged, from: "2031-05-05T02:00:00.000001Z", to: "2031-05-05T02:00:00.000002Z" }),
  );
  expect(narrow.events.map(({ recordId }) => recordId)).toEqual([record(5), record(4), record(3)]);
  expect((await audit.page(ann, request({ groupId: paged, recordId: record(2) }))).events).toHaveLength(1);
  expect((await audit.page(ann, request({ groupId: paged, action: ["clear_all"] }))).events).toEqual([]);
});

test("[SC-01] nobody reads another user's trail or writes in another's name", async () => {
  const own = { groupId: group } as const;
  expect((await createAudit({ database, keyring, clock }).page(bob, request(own))).events).toEqual([]);
  const forged = database.asUser(bob, (db) =>
    insertAuditEvents(db, { operations: [operation()], records: [], operationIndex: [] }),
  );
  await expect(forged).rejects.toThrow("row-level security");
  const everybody = await database.asUser(bob, (db) =>
    db.query({ name: "", text: "select user_id from holdfast.audit_event", values: [] }),
  );
  expect(everybody).toEqual([]);
});

const roles = ["holdfast_app", "holdfast_writer", "holdfast_owner", "postgres"] as const;
const tables = ["audit_event", "audit_event_2031_05", "audit_event_default"] as const;
const changes = [
  (table: string) => `update holdfast.${table} set action = 'nothing'`,
  (table: string) => `delete from holdfast.${table}`,
  (table: string) => `truncate holdfast.${table}`,
];
const attempts = roles.flatMap((role) => tables.flatMap((table) => changes.map((change) => [role, change(table)] as const)));

test.each(attempts)("[AU-03, L-31] %s is refused: %s", async (role, statement) => {
  const before = await countEvents();
  await expect(runAs(role, statement)).rejects.toThrow(/append-only|permission denied/);
  expect(await countEvents()).toBe(before);
});

test.each(roles)("[AU-03] %s cannot alter a context", async (role) => {
  await expect(runAs(role, "update holdfast.audit_context set address = null")).rejects.toThrow(/append-only|permission denied/);
  await expect(runAs(role, "update holdfast.audit_text set contents = '{}'")).rejects.toThrow(/append-only|permission denied/);
});

test("[AU-03] no foreign key leads into the trail or out of it", async () => {
  const keys = await server.query(
    `select conname from pg_constraint where contype = 'f'
     and (conrelid::regclass::text like 'holdfast.audit%' or confrelid::regclass::text like 'holdfast.audit%')`,
  );
  expect(keys).toEqual([]);
});

test("[AU-03, L-08] deleting a user leaves the trail as it was", async () => {
  const user = uuid(70) as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, 'gone@example.org', now())", [user]);
  await database.asSystem((db) =>
    insertAuditEvents(db, {
      operations: [operation({ userId: user, actorId: user })],
      records: [record(1)],
      operationIndex: [0],
    }),
  );
  await database.asSystem((db) => db.query({ name: "", text: "delete from holdfast.app_user where id = $1", values: [user] }));
  expect(await server.query("select record_id from holdfast.audit_event where user_id = $1", [user])).toEqual([
    { record_id: record(1) },
  ]);
});

test("[AU-03] partitions come in time, once, and an event of an unknown month is kept and blocks nothing", async () => {
  const later = createTestClock({ start: Date.UTC(2032, 11, 31, 23) });
  await database.asSystem((db) =>
    insertAuditEvents(db, { operations: [operation({ at: "2033-02-01T00:00:00.000001Z" })], records: [], operationIndex: [] }),
  );
  const made = await Promise.all([1, 2, 3].map(() => database.asSystem((db) => ensurePartitions(db, later))));
  expect(made.toSorted()).toEqual([0, 0, 3]);
  const names = await server.query("select relname from pg_class where relname ~ '^audit_event_203[23]_..$' order by relname");
  expect(names.map(({ relname }) => relname)).toEqual(["audit_event_2032_12", "audit_event_2033_01", "audit_event_2033_03"]);
  const [row] = await server.query(
    "select tableoid::regclass::text as place from holdfast.audit_event where at = '2033-02-01T00:00:00.000001Z'",
  );
  expect(row).toEqual({ place: "holdfast.audit_event_default" });
});

test("[AU-03] row-level security is on and forced on the trail and each of its partitions", async () => {
  const open = await server.query(
    `select relname from pg_class where relnamespace = 'holdfast'::regnamespace and relkind in ('r', 'p') and relname like 'audit%'
     and not (relrowsecurity and relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});

async function storedContexts(): Promise<readonly AuditContext[]> {
  return database.asSystem((db) =>
    db.query<AuditContext>({
      name: "",
      text: `select id, user_id as "userId", session_id as "sessionId", address::text as address, user_agent as "userAgent", salt, at from holdfast.audit_context`,
      values: [],
    }),
  );
}

async function countEvents(): Promise<unknown> {
  const [row] = await server.query("select count(*)::int as events from holdfast.audit_event");
  return row?.["events"];
}

/** As this role, with ann's rights where policies ask for them. */
async function runAs(role: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    await client.query(`begin; set local role ${role}; set local holdfast.user_id = '${ann}'`);
    await client.query(statement);
  } finally {
    await client.end();
  }
}
