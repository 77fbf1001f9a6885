// The feed of changes by itself: order, age, gaps, and connections that break or fall silent.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { systemClock } from "../runtime/clock.js";
import { silentLog } from "../runtime/log.js";
import { createFaultProxy, type FaultProxy } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createChangeFeed } from "./index.js";
import { tellChange } from "./sql/tell-change.js";

const server = testDatabase();
const delta = 400;
let proxy: FaultProxy;
let direct: Database;
let proxied: Database;

beforeAll(async () => {
  proxy = await createFaultProxy(Number(new URL(server.workerUrl).port));
  const open = (url: string): Database =>
    createDatabase({
      requestUrl: url,
      workerUrl: url,
      poolSize: 2,
      statementTimeout: 5000,
      connectTimeout: 1000,
      preparedStatements: true,
      log: silentLog,
    });
  [direct, proxied] = [open(server.workerUrl), open(proxy.url(server.workerUrl))];
});
afterAll(async () => {
  await Promise.all([direct.close(), proxied.close()]);
  await proxy.close();
});

async function openFeed() {
  const feed = createChangeFeed({ database: proxied, clock: systemClock, log: silentLog, delta, patience: 600 });
  const heard: unknown[] = [];
  let gaps = 0;
  feed.on("test", (body) => void heard.push(body));
  feed.onGap(() => void (gaps += 1));
  await feed.start();
  return { feed, heard, gaps: () => gaps };
}

/** Looks again after each turn of the event loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise<void>((resolve) => void setImmediate(resolve));
}

const tell = (body: unknown): Promise<void> => direct.asSystem((db) => tellChange(db, { topic: "test", body }));
const isFresh = (feed: { readonly freshness: { readonly until: number } }): boolean => performance.now() < feed.freshness.until;

test("[TK-13] changes arrive in the order of their commits, before the heartbeat that was sent after them", async () => {
  const { feed, heard } = await openFeed();
  for (let count = 0; count < 20; count += 1) await tell(count);
  const told = performance.now();
  await until(() => feed.freshness.until - delta > told);
  expect(heard).toEqual(Array.from({ length: 20 }, (_, count) => count));
  expect(feed.status()).toMatchObject({ connected: true, changes: 20, reconnects: 0 });
  await feed.stop();
});

test("[TK-13] a change that is rolled back is not told", async () => {
  const { feed, heard } = await openFeed();
  const undone = direct.asSystem(async (db) => {
    await tellChange(db, { topic: "test", body: "undone" });
    throw new Error("undo");
  });
  await expect(undone).rejects.toThrow("undo");
  await tell("done");
  await until(() => heard.length > 0);
  expect(heard).toEqual(["done"]);
  await feed.stop();
});

test("[TK-13] a lost connection is made again, and what was missed is a gap", async () => {
  const { feed, heard, gaps } = await openFeed();
  expect(gaps()).toBe(1);
  await proxy.cut();
  await until(() => !feed.status().connected && !isFresh(feed));
  await tell("missed");
  await proxy.restore();
  await until(() => isFresh(feed));
  expect([gaps(), feed.status().reconnects, heard]).toEqual([2, 1, []]);
  await tell("heard");
  await until(() => heard.length > 0);
  expect(heard).toEqual(["heard"]);
  await feed.stop();
});

test("[TK-13] a half-open connection is noticed by the missing heartbeat, and given up", async () => {
  const { feed } = await openFeed();
  proxy.blackhole();
  await until(() => !isFresh(feed));
  expect(feed.status().ageMs).toBeGreaterThanOrEqual(delta);
  await until(() => !feed.status().connected);
  await proxy.restore();
  await until(() => isFresh(feed));
  expect(feed.status().reconnects).toBe(1);
  await feed.stop();
});

test("[TK-13] a connection that only stood still goes on without a gap", async () => {
  const { feed, heard, gaps } = await openFeed();
  proxy.blackhole();
  await tell("late");
  await until(() => !isFresh(feed));
  await proxy.restore();
  await until(() => isFresh(feed));
  expect([heard, gaps(), feed.status().reconnects]).toEqual([["late"], 1, 0]);
  await feed.stop();
});

test("[TK-13] a message that is no notice is a gap, and a topic of others is passed over", async () => {
  const { feed, heard, gaps } = await openFeed();
  await server.query('select pg_notify(\'holdfast_change\', \'{"topic":"other","body":1}\')');
  expect(gaps()).toBe(1);
  await server.query("select pg_notify('holdfast_change', 'nonsense')");
  await until(() => gaps() === 2);
  expect(heard).toEqual([]);
  await feed.stop();
});

test("[TK-13] it starts without a database, tries on, and can be stopped at any time", async () => {
  await proxy.cut();
  const { feed } = await openFeed();
  expect(feed.status()).toMatchObject({ connected: false, ageMs: null });
  expect(isFresh(feed)).toBe(false);
  await proxy.restore();
  await until(() => isFresh(feed));
  await feed.stop();
  await feed.stop();
  expect(feed.status().connected).toBe(false);
});
