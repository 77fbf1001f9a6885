// The job that applies the policy by itself: it removes what is over, leaves what is held, and does nothing by a clock that jumped.
import type { UserId } from "@holdfast/contract";
import { beforeAll, expect, test } from "vitest";
import { systemClock } from "../../runtime/clock.js";
import { silentLog } from "../../runtime/log.js";
import { createTestClock } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { createAudit, createRetentionJob, readRetentionRun, type RetentionJob } from "../index.js";
import { testTrail, uuidOf } from "../test-trail.js";

const trail = testTrail(testDatabase());
const [ann, bob] = [uuidOf(1) as UserId, uuidOf(2) as UserId];
const day = 24 * 60 * 60 * 1000;

const jobWith = (clock = systemClock, every = day): RetentionJob =>
  createRetentionJob({ database: trail.database, keyring: trail.keyring, clock, log: silentLog, every, firstAfter: 0 });
const monthsLeft = async (): Promise<readonly unknown[]> =>
  (
    await trail.server.query(
      `select distinct to_char(at at time zone 'UTC', 'YYYY-MM') as month from holdfast.audit_event
       where at < '2020-12-31' order by month`,
    )
  ).map((row) => row["month"]);

beforeAll(async () => {
  await trail.server.query("select holdfast.ensure_audit_partitions('2020-01-01', '2020-02-01')");
  await trail.write(3, { action: "sign_in", actorId: ann, userId: ann, at: "2020-01-10T00:00:00Z" });
  await trail.write(2, { action: "sign_in", actorId: bob, userId: bob, at: "2020-02-10T00:00:00Z" });
  await trail.write(1);
  await trail.seal();
  const audit = createAudit({ database: trail.database, keyring: trail.keyring, clock: systemClock });
  await audit.holds.set({ userId: null }, { userId: bob, reason: "Case 7" });
});

test("[AU-05] with a clock that jumped it removes nothing and says why, for others to see", async () => {
  const job = jobWith(createTestClock({ start: systemClock.now() + 400 * day }));
  expect(await job.run()).toMatchObject({ removedRows: 0, problem: expect.stringContaining("minutes apart") as unknown });
  expect(await monthsLeft()).toEqual(["2020-01", "2020-02"]);
  expect(await trail.database.asSystem(readRetentionRun)).toMatchObject({ problem: expect.stringContaining("apart") as unknown });
});

test("[AU-05] of two processes one does it, and what is under a legal hold stays", async () => {
  const jobs = [jobWith(), jobWith()];
  const runs = await Promise.all(jobs.map((job) => job.run()));
  expect(runs.reduce((sum, run) => sum + (run?.removedRows ?? 0), 0)).toBe(3);
  expect(await monthsLeft()).toEqual(["2020-02"]);
  expect(await trail.database.asSystem(readRetentionRun)).toMatchObject({ problem: null });
  const audit = createAudit({ database: trail.database, keyring: trail.keyring, clock: systemClock });
  const { events } = await audit.report("everybody", { action: ["audit_retention_applied"], limit: 10 });
  expect(events.map(({ metadata }) => (metadata as { month: string }).month)).toEqual(["2020-01"]);
});

test("[AU-05] started, it runs by itself and says what it found; switched off, it does not", async () => {
  const [job, off] = [jobWith(systemClock, 5), jobWith(systemClock, 0)];
  await Promise.all([job.start(), off.start()]);
  await expect
    .poll(() => job.status().lastRun, { interval: 5, timeout: 10_000 })
    .toMatchObject({ removedRows: 0, problem: null });
  expect(job.status()).toMatchObject({ enabled: true, waitingMonths: 1 });
  expect(off.status()).toEqual({ enabled: false, lastRun: null, waitingMonths: 0 });
  await Promise.all([job.stop(), off.stop()]);
});
