// AU-07: every question that can be asked of the trail, by administrators and by users.
import type { AuditAction, AuditEvent, GroupId, OperationId, RecordId, TokenId, UserId } from "@holdfast/contract";
import { beforeAll, expect, test } from "vitest";
import { type AuditFilter, type AuditReport, AuditRecorder, createAudit, insertAuditEvents } from "../index.js";
import { createTestClock } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { testTrail, uuidOf } from "../test-trail.js";

const trail = testTrail(testDatabase());
const [ann, bob] = [uuidOf(1) as UserId, uuidOf(2) as UserId];
const [annsSession, bobsSession] = [uuidOf(11) as TokenId, uuidOf(12) as TokenId];
const clock = createTestClock({ start: Date.UTC(2026, 1, 1, 12) });
const audit = (): AuditReport => createAudit({ database: trail.database, keyring: trail.keyring, clock });
const found = async (filter: AuditFilter): Promise<readonly AuditEvent[]> =>
  (await audit().report("everybody", { ...filter, limit: 100 })).events;

beforeAll(async () => {
  const at = (minute: number): string => `2026-01-15T10:${minute}:00.000000Z`;
  await trail.write(3, { at: at(10), userId: ann, groupId: uuidOf(20) as GroupId, operationId: uuidOf(40) as OperationId });
  await trail.write(2, { at: at(20), userId: bob, actorId: ann, action: "clear_all", groupId: uuidOf(21) as GroupId });
  const recorder = new AuditRecorder(clock);
  await trail.database.asSystem(async (db) => {
    const records = { recordId: uuidOf(30) as RecordId };
    await recorder.record(
      db,
      { userId: ann, sessionId: annsSession, address: "192.0.2.7", userAgent: "=1+1" },
      { action: "sign_in" },
      { action: "record_withdrawn", ...records },
    );
    await recorder.record(
      db,
      { userId: bob, sessionId: bobsSession, address: "2001:db8::7" },
      { action: "sign_in", metadata: { note: 'a "b", c' } },
    );
  });
});

test.each<[string, AuditFilter, number]>([
  ["user", { userId: bob }, 3],
  ["actor", { actorId: ann }, 7],
  ["action", { action: ["sign_in", "clear_all"] }, 4],
  ["group", { groupId: uuidOf(20) as GroupId }, 3],
  ["record", { recordId: uuidOf(30) as RecordId }, 1],
  ["operation", { operationId: uuidOf(40) as OperationId }, 3],
  ["time", { from: "2026-01-15T10:20:00Z", to: "2026-02-01T00:00:00Z" }, 2],
  ["address", { address: "192.0.2.7" }, 2],
  ["network", { address: "192.0.0.0/16" }, 2],
  ["IPv6 network", { address: "2001:db8::/32" }, 1],
  ["network of nobody", { address: "10.0.0.0/8" }, 0],
  ["session", { sessionId: bobsSession }, 1],
  [
    "all at once",
    {
      userId: bob,
      actorId: bob,
      action: ["sign_in"],
      address: "2001:db8::/32",
      sessionId: bobsSession,
      from: "2026-02-01T00:00:00Z",
    },
    1,
  ],
])("[AU-07] filters by %s", async (_, filter, count) => {
  expect(await found(filter)).toHaveLength(count);
});

test("[AU-07] newest first, page by page, across users", async () => {
  const seen: AuditEvent[] = [];
  let before: string | undefined;
  do {
    const page = await audit().report("everybody", { before, limit: 3 });
    seen.push(...page.events);
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(seen.map(({ action }) => action)).toEqual([
    "sign_in",
    "record_withdrawn",
    "sign_in",
    "clear_all",
    "clear_all",
    "select",
    "select",
    "select",
  ]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(8);
});

test("[AU-07] [SC-01] a user's report is of that user's trail whatever the filter says", async () => {
  const { events } = await audit().report({ userId: ann }, { userId: bob, limit: 100 });
  expect(events.map(({ userId }) => userId)).toEqual(Array.from({ length: 5 }, () => ann));
  expect(await audit().counts({ userId: bob }, { by: "month" })).toEqual([
    { from: "2026-01-01T00:00:00.000000Z", action: null, count: 2, entries: 2 },
    { from: "2026-02-01T00:00:00.000000Z", action: null, count: 1, entries: 1 },
  ]);
});

test.each(["10.0.0.0/33", "2001:db8::/129", "localhost", "", "10.0.0.1/8/8", "fe80::1%eth0"])(
  "[AU-07] %j is refused as an address",
  async (address) => {
    await expect(audit().report("everybody", { address, limit: 1 })).rejects.toThrow("is not an address or network");
  },
);

test.each<["hour" | "day" | "week" | "month", string]>([
  ["hour", "2026-01-15T10:00:00.000000Z"],
  ["day", "2026-01-15T00:00:00.000000Z"],
  ["week", "2026-01-12T00:00:00.000000Z"],
  ["month", "2026-01-01T00:00:00.000000Z"],
])("[AU-07] counts rows and the entries of the timeline by %s, split by action or not", async (by, from) => {
  const filter = { by, to: "2026-02-01T00:00:00Z" } as const;
  expect(await audit().counts("everybody", filter)).toEqual([{ from, action: null, count: 5, entries: 5 }]);
  const { entries } = await audit().timeline("everybody", { to: filter.to, limit: 100 });
  expect(entries).toHaveLength(5);
  expect(await audit().counts("everybody", { ...filter, split: true })).toEqual([
    { from, action: "clear_all" satisfies AuditAction, count: 2, entries: 2 },
    { from, action: "select" satisfies AuditAction, count: 3, entries: 3 },
  ]);
});

test("[AU-07] exports JSON lines and CSV that no spreadsheet calculates", async () => {
  const text = async (format: "json-lines" | "csv", filter: AuditFilter = {}): Promise<string> => {
    let all = "";
    for await (const piece of audit().export("everybody", filter, format)) all += piece;
    return all;
  };
  const lines = (await text("json-lines"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditEvent);
  expect(lines).toEqual(await found({}));
  const csv = (await text("csv", { action: ["sign_in"] })).split("\r\n");
  expect(csv[0]).toBe(
    "id,at,actorId,userId,action,groupId,groupVersion,recordId,tokenId,operationId,position,sessionId,address,userAgent,metadata",
  );
  expect(csv[1]).toContain(`${bobsSession},2001:db8::7,,"{""note"":""a \\""b\\"", c""}"`);
  expect(csv[2]).toContain(`192.0.2.7,'=1+1,{}`);
  expect(csv).toHaveLength(4);
});

test("[AU-07] is told by operation: its records are one entry, and pages neither part one nor repeat one", async () => {
  const operation = (number: number, action: AuditAction) => ({
    ...{ at: `2026-04-0${number}T00:00:00.000000Z`, actorId: ann, userId: ann, action },
    ...{ operationId: uuidOf(50 + number) as OperationId, groupId: uuidOf(20) as GroupId },
  });
  const batch = {
    operations: [operation(1, "bulk_select"), operation(2, "bulk_deselect"), operation(2, "sign_in"), operation(3, "select")],
    records: [1, 2, 3, 4, 5, 6].map((number) => uuidOf(60 + number) as RecordId),
    operationIndex: [0, 0, 0, 1, 1, 3],
  };
  await trail.database.asSystem((db) => insertAuditEvents(db, batch));
  const told: unknown[] = [];
  let before: string | undefined;
  do {
    const page = await audit().timeline("everybody", { from: "2026-04-01T00:00:00Z", before, limit: 1 });
    told.push(...page.entries.map(({ action, rows, added, removed, recordId }) => [action, rows, added, removed, recordId]));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(told).toHaveLength(4);
  expect(told).toEqual(
    expect.arrayContaining([
      ["select", 1, 1, 0, uuidOf(66)],
      ["sign_in", 1, 0, 0, null],
      ["bulk_deselect", 2, 0, 2, null],
      ["bulk_select", 3, 3, 0, null],
    ]),
  );
  const { entries } = await audit().timeline({ userId: bob }, { from: "2026-04-01T00:00:00Z", limit: 10 });
  expect(entries).toEqual([]);
});

test("[AU-07] a long export comes in pieces of bounded size", async () => {
  await trail.write(2500, { at: "2026-03-01T00:00:00Z" });
  const pieces: number[] = [];
  for await (const piece of audit().export(
    "everybody",
    { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" },
    "json-lines",
  ))
    pieces.push(piece.split("\n").length - 1);
  expect(pieces).toEqual([1000, 1000, 500]);
});
