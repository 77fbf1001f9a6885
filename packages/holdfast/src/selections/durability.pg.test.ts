// What survives: restarts, a database that is away, operations that it refuses.
import { randomUUID } from "node:crypto";
import type { Actor, ChangeInput, OperationId, RecordId, StreamEvent, UserId } from "@holdfast/contract";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Holdfast } from "../holdfast.js";
import { addRecords, addUsers, collectLog, createFaultProxy, createTestHoldfast, type TestHoldfast } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";

const database = testDatabase();
let records: readonly RecordId[] = [];
let bench: TestHoldfast;

beforeAll(async () => {
  records = await addRecords(database, 50);
});
beforeEach(async () => {
  bench = await createTestHoldfast(database);
});
afterEach(() => bench.cleanUp());

const change = (index: number): ChangeInput => ({ kind: "select", recordId: records[index] as RecordId });
const perform = (holdfast: Holdfast, actor: Actor, asked: ChangeInput, ack?: "journal" | "database" | "memory") =>
  holdfast.selections.perform(actor, {
    operationId: randomUUID() as OperationId,
    change: asked,
    ...(ack === undefined ? {} : { ack }),
  });

async function newActor(): Promise<Actor> {
  const [userId] = await addUsers(database, 1);
  return { userId: userId as UserId };
}

const rowCount = async (userId: UserId): Promise<number> => {
  const rows = await database.query("select count(*)::int as rows from holdfast.selection where owner_id = $1", [userId]);
  return rows[0]?.["rows"] as number;
};
const auditCount = async (userId: UserId): Promise<number> => {
  const rows = await database.query(
    "select count(*)::int as rows from holdfast.audit_event where user_id = $1 and record_id is not null",
    [userId],
  );
  return rows[0]?.["rows"] as number;
};

const countLockConnections = async (): Promise<number> =>
  (await database.connections()).filter(({ application }) => application === "holdfast feed lock").length;

const untilRows = (userId: UserId, rows: number): Promise<void> =>
  expect.poll(() => rowCount(userId), { interval: 5, timeout: 10_000 }).toBe(rows);

async function openBehindProxy() {
  const proxy = await createFaultProxy(Number(new URL(database.workerUrl).port));
  const holdfast = await bench.open({
    database: { requestUrl: proxy.url(database.requestUrl), workerUrl: proxy.url(database.workerUrl), connectTimeout: 500 },
    flushPatience: 200,
    closeDeadline: 500,
  });
  // What was shown can be selected while the database is away.
  await holdfast.catalogue.search({ filter: {}, sort: "title", order: "asc", offset: 0, limit: 1000 });
  return { proxy, holdfast };
}

describe("acknowledgement", () => {
  it("[JO-01] journal is the default; database waits until it is applied; memory says that it is weak", async () => {
    const holdfast = await bench.open();
    const actor = await newActor();
    expect(await perform(holdfast, actor, change(0))).toMatchObject({ durability: "journal" });
    const applied = await perform(holdfast, actor, change(1), "database");
    expect(applied).toMatchObject({ durability: "database" });
    expect(await rowCount(actor.userId)).toBe(2);
    expect(holdfast.status().journal.appliedPosition).toBeGreaterThanOrEqual(applied.position);
    expect(await perform(holdfast, actor, change(2), "memory")).toMatchObject({ durability: "memory" });
  });

  it("[JO-06] a read that follows a weak operation waits until it is durable", async () => {
    const holdfast = await bench.open();
    const actor = await newActor();
    const weak = await perform(holdfast, actor, change(0), "memory");
    expect(await holdfast.selections.records(actor.userId, "default")).toMatchObject({ count: 1 });
    expect(holdfast.status().journal.durablePosition).toBeGreaterThanOrEqual(weak.position);
  });
});

describe("restart", () => {
  it("[SY-11] un-applied operations are visible before the first answer, and applied afterwards", async () => {
    const { proxy, holdfast } = await openBehindProxy();
    const actor = await newActor();
    await perform(holdfast, actor, change(0), "database");
    await proxy.cut();
    for (let index = 1; index < 10; index += 1) await perform(holdfast, actor, change(index));
    expect(await holdfast.close()).toBe("deferred");
    await proxy.close();
    const again = await bench.open();
    expect((await again.selections.records(actor.userId, "default"))?.count).toBe(10);
    expect(await again.selections.flush(actor.userId)).toMatchObject({ state: "applied" });
    expect(await rowCount(actor.userId)).toBe(10);
    expect(await auditCount(actor.userId)).toBe(10);
  });

  it("[SE-01, SY-02] a repeat is recognised after a restart", async () => {
    const actor = await newActor();
    const operationId = randomUUID() as OperationId;
    const first = await bench.open();
    const answer = await first.selections.perform(actor, { operationId, change: change(4) });
    expect(await first.close()).toBe("applied");
    const second = await bench.open();
    expect(await second.selections.perform(actor, { operationId, change: change(4) })).toMatchObject({
      repeated: true,
      position: answer.position,
    });
    await second.selections.flush(actor.userId);
    expect(await auditCount(actor.userId)).toBe(1);
  });
});

describe("the database is away", () => {
  it("[SY-06, SY-07] users in memory go on; others get a clear error; flush answers deferred; everything follows by itself", async () => {
    const { proxy, holdfast } = await openBehindProxy();
    const [here, away] = [await newActor(), await newActor()];
    await perform(holdfast, here, { kind: "clear_all" }, "database");
    await proxy.cut();
    for (let index = 0; index < 5; index += 1) await perform(holdfast, here, change(index));
    expect((await holdfast.selections.records(here.userId, "default"))?.count).toBe(5);
    await expect(perform(holdfast, away, change(0))).rejects.toMatchObject({ code: "database_unavailable" });
    expect(await holdfast.selections.flush(here.userId)).toMatchObject({ state: "deferred" });
    expect(await holdfast.selections.leave(here.userId)).toMatchObject({ state: "deferred" });
    expect((await holdfast.selections.records(here.userId, "default"))?.count).toBe(5);
    await proxy.restore();
    await expect.poll(() => holdfast.status().drain.pending, { timeout: 15_000 }).toBe(0);
    expect(await rowCount(here.userId)).toBe(5);
    await holdfast.close();
    await proxy.close();
  });

  it("[SY-07, SE-01] users with more answered operations than memory keeps go on too, and a repeat of an old one is still known", async () => {
    const { proxy, holdfast } = await openBehindProxy();
    const actor = await newActor();
    const old = { operationId: randomUUID() as OperationId, change: change(7) };
    const first = await holdfast.selections.perform(actor, old);
    await database.query(
      `insert into holdfast.operation (user_id, id, kind, fingerprint, answer, at)
       select $1, gen_random_uuid(), 'select', 'earlier', '{}', now() from generate_series(1, 1500)`,
      [actor.userId],
    );
    await holdfast.selections.leave(actor.userId);
    await perform(holdfast, actor, change(1));
    await proxy.cut();
    for (let index = 2; index < 6; index += 1)
      expect(await perform(holdfast, actor, change(index))).toMatchObject({ added: 1, durability: "journal" });
    await expect(holdfast.selections.perform(actor, old)).rejects.toMatchObject({ code: "database_unavailable" });
    await proxy.restore();
    await expect.poll(() => holdfast.status().drain.pending, { timeout: 15_000 }).toBe(0);
    expect(await holdfast.selections.perform(actor, old)).toEqual({ ...first, repeated: true, durability: "database" });
    await holdfast.close();
    await proxy.close();
  });

  it("[SY-02] a connection that dies in the middle of COMMIT applies nothing twice", async () => {
    const { proxy, holdfast } = await openBehindProxy();
    const actor = await newActor();
    await perform(holdfast, actor, change(0), "database");
    for (let index = 1; index <= 8; index += 1) {
      // Either the COMMIT itself is lost, or it is carried out and its reply is lost on the way.
      const lostReply = index % 2 === 0;
      proxy.delay(lostReply ? 40 : 0);
      const commit = proxy.untilSent("commit");
      const done = perform(holdfast, actor, change(index));
      await (lostReply ? untilRows(actor.userId, index + 1) : commit);
      proxy.resetAll();
      proxy.delay(0);
      await done;
    }
    await expect.poll(() => holdfast.status().drain.pending, { timeout: 15_000 }).toBe(0);
    expect(await rowCount(actor.userId)).toBe(9);
    expect(await auditCount(actor.userId)).toBe(9);
    await holdfast.close();
    await proxy.close();
  });
});

describe("shutdown", () => {
  it("[SY-06] does not wait for a database that hangs: what is not applied is safe in the journal and is told", async () => {
    const holdfast = await bench.open();
    const actor = await newActor();
    await perform(holdfast, actor, change(0), "database");
    const blocker = new pg.Client({ connectionString: database.ownerUrl, application_name: "blocker" });
    await blocker.connect();
    await blocker.query(
      "begin; lock table holdfast.selection, holdfast.issued_token, holdfast.outside_change in access exclusive mode",
    );
    await perform(holdfast, actor, change(1));
    expect(await holdfast.close(300)).toBe("deferred");
    await blocker.end();
    const again = await bench.open();
    expect(await again.selections.flush(actor.userId)).toMatchObject({ state: "applied" });
    expect(await rowCount(actor.userId)).toBe(2);
  });
});

describe("refused operations", () => {
  it("[SY-05, L-26] [UI-02] go to quarantine with their reason and block nobody, memory follows, and a reader who was away is told", async () => {
    const { proxy, holdfast } = await openBehindProxy();
    const [doomed, bystander] = [await newActor(), await newActor()];
    await perform(holdfast, doomed, change(0), "database");
    await perform(holdfast, bystander, change(0), "database");
    const events: StreamEvent[] = [];
    await holdfast.selections.subscribe(doomed.userId, undefined, (event) => events.push(event));
    const { groupId } = await perform(holdfast, doomed, { kind: "create_group", name: "Short-lived" }, "database");
    await proxy.cut();
    await perform(holdfast, bystander, change(1));
    const refused = await perform(holdfast, doomed, {
      kind: "bulk_select",
      group: groupId as never,
      recordIds: records.slice(2, 5),
    });
    await perform(holdfast, bystander, change(2));
    await database.query("delete from holdfast.selection_group where id = $1", [groupId]);
    await proxy.restore();
    await expect.poll(() => holdfast.status().drain, { timeout: 15_000 }).toMatchObject({ pending: 0, quarantined: 1 });
    expect(await rowCount(bystander.userId)).toBe(3);
    const [row] = await database.query("select * from holdfast.quarantine where user_id = $1", [doomed.userId]);
    expect(row).toMatchObject({ sql_state: "23503", position: String(refused.position), operation_id: refused.operationId });
    expect(await holdfast.selections.group(doomed.userId, groupId as never)).toBeUndefined();
    expect((await holdfast.selections.records(doomed.userId, "default"))?.count).toBe(1);
    expect(events).toContainEqual(expect.objectContaining({ type: "quarantined", sqlState: "23503" }));
    const toldLate: StreamEvent[] = [];
    await holdfast.selections.subscribe(doomed.userId, refused.position, (event) => toldLate.push(event));
    expect(toldLate.map(({ type }) => type)).toEqual(["quarantined", "applied"]);
    expect(toldLate[0]).toMatchObject({ operationId: refused.operationId, sqlState: "23503" });
    const trail = await database.query("select action from holdfast.audit_event where operation_id = $1", [refused.operationId]);
    expect(trail).toEqual([{ action: "operation_quarantined" }]);
    await holdfast.close();
    await proxy.close();
  });
});

describe("two processes", () => {
  it("[JO-07, L-14] a second journal on the same database is refused with what to do, and waits when it is told to", async () => {
    const holdfast = await bench.open();
    const other = await createTestHoldfast(database);
    const impatient = { directory: other.directory, lockPatienceMs: 0 };
    await expect(other.open({ journal: impatient })).rejects.toMatchObject({ code: "journal_locked" });
    const waiting = other.open({ journal: { directory: other.directory, lockPatienceMs: 10_000 } });
    await holdfast.close();
    await (await waiting).close();
    await other.cleanUp();
  });

  it("[JO-07, SY-03] a process whose lock went to another journal is fenced, although its own journal was never opened again", async () => {
    const holdfast = await bench.open();
    const actor = await newActor();
    await perform(holdfast, actor, change(0), "database");
    const other = await createTestHoldfast(database);
    const waiting = other.open({ journal: { directory: other.directory, lockPatienceMs: 10_000 } });
    await expect.poll(() => countLockConnections()).toBe(2);
    // The connection that holds the lock dies; whoever waits for it is faster than the owner.
    await database.query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and objsubid = 2",
    );
    const heir = await waiting;
    await perform(holdfast, actor, change(1));
    await expect.poll(() => holdfast.status().reasons).toContainEqual(expect.stringContaining("newer process"));
    expect(await rowCount(actor.userId)).toBe(1);
    await expect(perform(holdfast, actor, change(2))).rejects.toMatchObject({ code: "journal_fenced" });
    expect(await holdfast.close(200)).toBe("deferred");
    await heir.close();
    await other.cleanUp();
  });

  it("[SY-03] an older process is fenced: it applies nothing more and says why", async () => {
    const holdfast = await bench.open();
    const actor = await newActor();
    await perform(holdfast, actor, change(0), "database");
    await database.query("update holdfast.journal set epoch = epoch + 1");
    await perform(holdfast, actor, change(1));
    await expect.poll(() => holdfast.status().reasons).toContainEqual(expect.stringContaining("newer process"));
    expect(await rowCount(actor.userId)).toBe(1);
    await expect(perform(holdfast, actor, change(2))).rejects.toMatchObject({ code: "journal_fenced" });
    expect(await holdfast.close(200)).toBe("deferred");
  });
});

describe("batches", () => {
  it("[SY-01, SY-04] operations are applied in order in batches, each with its own audit rows", async () => {
    const { proxy, holdfast } = await openBehindProxy();
    const actor = await newActor();
    await perform(holdfast, actor, { kind: "bulk_select", recordIds: [...records] }, "database");
    const before = holdfast.status().drain.batches;
    await proxy.cut();
    for (let round = 0; round < 30; round += 1) {
      await perform(holdfast, actor, { kind: round % 2 === 0 ? "deselect" : "select", recordId: records[7] as RecordId });
    }
    await proxy.restore();
    await expect.poll(() => holdfast.status().drain.pending, { timeout: 15_000 }).toBe(0);
    expect(holdfast.status().drain.batches - before).toBeLessThan(30);
    expect(await rowCount(actor.userId)).toBe(50);
    const rows = await database.query(
      "select action from holdfast.audit_event where user_id = $1 and record_id = $2 order by position",
      [actor.userId, records[7]],
    );
    expect(rows.map((row) => row["action"])).toEqual([
      "bulk_select",
      ...Array.from({ length: 15 }, () => ["deselect", "select"]).flat(),
    ]);
    await holdfast.close();
    await proxy.close();
  });
});

describe("live changes", () => {
  it("[JO-06, RT-01] reach listeners once, in order, also those that come back after a while", async () => {
    const holdfast = await bench.open({ log: collectLog() });
    const actor = await newActor();
    const events: StreamEvent[] = [];
    const live = await holdfast.selections.subscribe(actor.userId, undefined, (event) => events.push(event));
    const first = await perform(holdfast, actor, change(0));
    live.close();
    await perform(holdfast, actor, change(1));
    await perform(holdfast, actor, change(2));
    const later: StreamEvent[] = [];
    const again = await holdfast.selections.subscribe(actor.userId, first.position, (event) => later.push(event));
    await perform(holdfast, actor, change(3));
    const versionsOf = (seen: readonly StreamEvent[]) =>
      seen.flatMap((event) => (event.type === "selection" ? [event.version] : []));
    expect(versionsOf(events)).toEqual([2]);
    expect(versionsOf(later)).toEqual([3, 4, 5]);
    again.close();
    const lost: StreamEvent[] = [];
    await holdfast.selections.subscribe(actor.userId, 0 as never, (event) => lost.push(event));
    expect(lost[0]).toMatchObject({ type: expect.stringMatching(/reset|selection/) as string });
  });
});

describe("answers in memory", () => {
  it("[SE-01] repeats are recognised among thousands of operations, also those that memory has let go of", async () => {
    const holdfast = await bench.open();
    const actor = await newActor();
    const operationId = randomUUID() as OperationId;
    const first = await holdfast.selections.perform(actor, { operationId, change: change(0) });
    for (let round = 0; round < 50; round += 1) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          perform(holdfast, actor, { kind: round % 2 === 0 ? "select" : "deselect", recordId: records[index] as RecordId }),
        ),
      );
    }
    await holdfast.selections.flush(actor.userId);
    await perform(holdfast, actor, { kind: "clear_all" });
    expect(await holdfast.selections.perform(actor, { operationId, change: change(0) })).toMatchObject({
      repeated: true,
      version: first.version,
    });
    expect((await holdfast.selections.records(actor.userId, "default"))?.count).toBe(0);
  });
});
