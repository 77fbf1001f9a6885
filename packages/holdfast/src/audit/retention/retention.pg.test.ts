// AU-05: what may go goes as a whole month, what must stay stays, and the chain says what happened.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../runtime/clock.js";
import { createTestClock } from "../../testing/index.js";
import type { Database, Queryable } from "../../database/index.js";
import {
  applyRetention,
  type AuditOperation,
  createAudit,
  type RetentionMonth,
  type RetentionReport,
  verifyAudit,
} from "../index.js";
import { testDatabase } from "../../testing/vitest.js";
import { testTrail, uuidOf } from "../test-trail.js";

const trail = testTrail(testDatabase());
const job = { userId: null };
const [ann, bob] = [uuidOf(1) as UserId, uuidOf(2) as UserId];
// Erased in April: their context of February is rightly gone, also when the month that tells so has left.
const gone = uuidOf(3) as UserId;
const audit = () => createAudit({ database: trail.database, keyring: trail.keyring, clock: systemClock });
const old: Partial<AuditOperation> = { action: "sign_in", actorId: ann, userId: ann };
let directory: string;

const months = (report: RetentionReport, ...names: readonly string[]): readonly RetentionMonth["verdict"][] =>
  names.map((name) => report.months.find(({ month }) => month === name)!.verdict);

// January 2020 sign-ins; February 2020 sign-ins and tokens; March 2020 bob's; the last days of each belong to one seal with the next.
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-archive-"));
  await trail.server.query("select holdfast.ensure_audit_partitions('2020-01-01', '2020-04-01')");
  await trail.write(5, { ...old, at: "2020-01-10T00:00:00.123456Z", text: { name: "a list of january" } });
  await trail.seal();
  await trail.write(3, { ...old, at: "2020-01-31T23:59:59.999999Z" });
  await trail.write(2, { ...old, at: "2020-02-01T00:00:00.000000Z", text: { name: "a list of february" } });
  await trail.write(2, {
    ...old,
    at: "2020-02-10T00:00:00Z",
    action: "token_issued",
    userId: gone,
    actorId: gone,
    contextId: uuidOf(80),
  });
  await trail.seal();
  await trail.write(4, { ...old, at: "2020-03-10T00:00:00Z", userId: bob, actorId: null });
  await trail.write(4);
  await trail.seal();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test("[AU-05] the policy is per class, recorded when it changes, and refused when it is none", async () => {
  expect(await audit().retentionPolicy()).toEqual({ selections: 24, tokens: 24, sessions: 24, accounts: 24, administration: 24 });
  expect(await audit().changeRetentionPolicy(job, { tokens: 240, sessions: 12 })).toMatchObject({
    tokens: 240,
    sessions: 12,
    accounts: 24,
  });
  await expect(audit().changeRetentionPolicy(job, { tokens: 0 })).rejects.toThrow("cannot be kept for 0 months");
  const { events } = await audit().report("everybody", { action: ["audit_retention_changed"], limit: 10 });
  expect(events.map(({ metadata }) => metadata)).toEqual([
    { class: "sessions", keepMonths: 12 },
    { class: "tokens", keepMonths: 240 },
  ]);
});

test("[AU-05] every action has a class", async () => {
  const { auditActions } = await import("@holdfast/contract");
  const rows = await trail.server.query<{ action: string; class: string }>(
    "select action, holdfast.audit_class(action) as class from unnest($1::text[]) action",
    [auditActions],
  );
  const of = (name: string): readonly string[] => rows.filter((row) => row.class === name).map(({ action }) => action);
  expect(of("sessions")).toEqual(["sign_in", "sign_in_refused", "sign_out", "session_revoked"]);
  expect(of("accounts")).toEqual(expect.arrayContaining(["account_registered", "password_changed", "user_erased"]));
  expect(of("selections")).toEqual(
    expect.arrayContaining(["select", "clear_all", "create_group", "rename_group", "annotate", "undo"]),
  );
  expect(of("administration")).toEqual(expect.arrayContaining(["records_imported", "audit_retention_applied", "legal_hold_set"]));
  expect(of("administration").filter((action) => /token|group|select|sign/.test(action))).toEqual([]);
});

test("[AU-05] a dry run names what would go and removes nothing", async () => {
  const report = await audit().retention(job, { dryRun: true });
  expect(months(report, "2020-01", "2020-02", "2020-03", "2020-04")).toEqual(["removable", "kept", "removable", "removable"]);
  expect(report.months[0]).toMatchObject({ rows: 8, classes: ["sessions"], keptUntil: "2021-02-01T00:00:00.000000Z" });
  // The tokens of February are kept for 20 years, and the sign-ins of that month with them.
  expect(report.months[1]).toMatchObject({ rows: 4, classes: ["sessions", "tokens"], keptUntil: "2040-03-01T00:00:00.000000Z" });
  expect(report).toMatchObject({ dryRun: true, removedRows: 0 });
  const [counted] = await trail.server.query("select count(*)::int as rows from holdfast.audit_event where at < '2020-04-01'");
  expect(counted).toEqual({ rows: 16 });
});

test("[AU-05] a clock that jumped removes nothing", async () => {
  const ahead = createTestClock({ start: systemClock.now() + 400 * 24 * 60 * 60 * 1000 });
  await expect(applyRetention({ database: trail.database, keyring: trail.keyring, clock: ahead }, job)).rejects.toThrow(
    "minutes apart",
  );
  await trail.tamper(
    "create table saved as select seq, sealed_at from holdfast.audit_seal; update holdfast.audit_seal set sealed_at = sealed_at - interval '400 days' where seq = 1",
  );
  await expect(audit().retention(job)).rejects.toThrow("the clock may have jumped");
  expect(await audit().retention(job, { trustClock: true, dryRun: true })).toMatchObject({ dryRun: true });
  await trail.tamper("update holdfast.audit_seal set sealed_at = saved.sealed_at from saved where saved.seq = audit_seal.seq");
});

test("[AU-05] what is not sealed yet stays, and nobody else removes a month", async () => {
  await trail.write(1, { action: "user_erased", userId: gone, at: "2020-04-10T00:00:00Z" });
  expect(months(await audit().retention(job, { dryRun: true }), "2020-04")).toEqual(["not_sealed"]);
  const drop = (month: string) =>
    trail.database.asSystem((db) => db.query({ name: "", text: "select * from holdfast.drop_audit_month($1)", values: [month] }));
  await expect(drop("2020-04-01")).rejects.toThrow("not sealed yet");
  await expect(drop("2020-02-01")).rejects.toThrow("to be kept until");
  await expect(drop("2019-01-01")).rejects.toThrow("no month of its own");
  await expect(
    trail.database.asUser(ann, (db) =>
      db.query({ name: "", text: "select * from holdfast.drop_audit_month('2020-01-01')", values: [] }),
    ),
  ).rejects.toThrow("permission denied");
  await trail.seal();
});

test("[AU-05] a legal hold keeps the months of its user, and is on record", async () => {
  const hold = await audit().holds.set({ userId: ann }, { userId: bob, reason: "Case 7" });
  expect(months(await audit().retention(job, { dryRun: true }), "2020-01", "2020-03")).toEqual(["removable", "held"]);
  const all = await audit().holds.set(job, { reason: "Everything", from: "2020-02-15T00:00:00Z" });
  expect(months(await audit().retention(job, { dryRun: true }), "2020-01", "2020-03", "2020-04")).toEqual([
    "removable",
    "held",
    "held",
  ]);
  expect((await audit().holds.list()).map(({ id }) => id)).toEqual([all.id, hold.id]);
  expect([await audit().holds.lift(job, all.id), await audit().holds.lift(job, all.id)]).toEqual([true, false]);
  await expect(
    trail.database.asSystem((db) =>
      db.query({ name: "", text: "select * from holdfast.drop_audit_month('2020-03-01')", values: [] }),
    ),
  ).rejects.toThrow("under legal hold");
  const { events } = await audit().report("everybody", { action: ["legal_hold_set", "legal_hold_lifted"], limit: 10 });
  expect(events.map(({ action, userId }) => [action, userId])).toEqual([
    ["legal_hold_lifted", null],
    ["legal_hold_set", null],
    ["legal_hold_set", bob],
  ]);
});

test("[AU-05] [AU-04] a removal in the middle of a verification waits or gives up, and the verification stays right", async () => {
  let removal: Promise<RetentionReport> | undefined;
  const database: Pick<Database, "asSystem"> = {
    asSystem: (work, isolation) =>
      trail.database.asSystem((db) => {
        const query: Queryable["query"] = async (statement) => {
          if (statement.name === "read_audit_head") removal ??= audit().retention(job);
          if (statement.name === "count_missing_contexts") await removal;
          return db.query(statement);
        };
        return work({ query });
      }, isolation),
  };
  expect(await verifyAudit({ database, keyring: trail.keyring })).toMatchObject({ intact: true, removedRows: 0 });
  expect(months((await removal)!, "2020-01", "2020-03", "2020-04")).toEqual(["busy", "held", "busy"]);
});

test("[AU-05, AU-06] what may go is archived without its texts and removed with them, the trail and the chain say so, and verification passes", async () => {
  const roots: string[] = [];
  for await (const line of audit().roots()) roots.push(line);
  // Of two jobs at the same time one removes, the other finds it done.
  const [report, other] = await Promise.all([
    audit().retention(job, { archive: directory }),
    audit()
      .retention(job, { dryRun: true })
      .then(() => audit().retention(job, { dryRun: true })),
  ]);
  expect(other.removedRows).toBe(0);
  expect(months(report, "2020-01", "2020-02", "2020-03", "2020-04")).toEqual(["removed", "kept", "held", "removed"]);
  expect(report).toMatchObject({ dryRun: false, removedRows: 9 });
  const { archive } = report.months[0]!;
  const packed = await readFile(join(directory, archive!.file));
  const lines = gunzipSync(packed)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(createHash("sha256").update(packed).digest("hex")).toBe(archive!.sha256);
  expect(JSON.parse(await readFile(join(directory, "audit-2020-01.manifest.json"), "utf8"))).toEqual({
    month: "2020-01",
    ...archive,
  });
  expect(lines.map(({ action, leaf }) => [action, typeof leaf])).toEqual(Array.from({ length: 8 }, () => ["sign_in", "string"]));
  expect(lines.map(({ metadata }) => Object.keys(metadata as object))).toEqual(
    Array.from({ length: 8 }, (_, place) => (place < 5 ? ["a", "n", "textId"] : ["a", "n"])),
  );
  const texts = await trail.server.query("select contents ->> 'name' as name from holdfast.audit_text");
  expect(texts).toEqual([{ name: "a list of february" }, { name: "a list of february" }]);
  await trail.seal();
  const verdict = await audit().verify({ anchors: roots });
  expect(verdict).toMatchObject({ intact: true, removedRows: 9, unsealed: { rows: 0 }, contexts: { erased: 2 } });
  const { events } = await audit().report("everybody", { action: ["audit_retention_applied"], limit: 10 });
  expect(events.map(({ metadata }) => [metadata["month"], metadata["rows"]])).toEqual([
    ["2020-04", 1],
    ["2020-01", 8],
  ]);
  const seals = await trail.server.query<{ detail: string }>(
    "select detail from holdfast.audit_seal where kind = 'retention' order by seq",
  );
  expect(JSON.parse(seals[0]!.detail)).toEqual({
    months: [
      {
        from: "2020-01-01T00:00:00.000000Z",
        to: "2020-02-01T00:00:00.000000Z",
        rows: 8,
        erased: [],
        archive: { file: archive!.file, sha256: archive!.sha256 },
      },
    ],
  });
  expect(months(await audit().retention(job), "2020-02", "2020-03")).toEqual(["kept", "held"]);
});

test("[AU-05] [AU-04] a removal excuses only what it names: a row of a kept month that shares its seal is still missed", async () => {
  await trail.tamper(
    "delete from holdfast.audit_event where at = '2020-02-01' and id = (select max(id) from holdfast.audit_event where at = '2020-02-01')",
  );
  expect((await audit().verify()).breaks).toEqual([expect.objectContaining({ kind: "row_missing", seal: 2, row: 10 })]);
  await trail.tamper(
    "insert into holdfast.audit_event (id, at, action, xact) values (1, '2020-01-10', 'select', (select last_xact from holdfast.audit_seal where seq = 1))",
  );
  expect((await audit().verify()).breaks.map(({ kind }) => kind)).toContain("seal_altered");
});
