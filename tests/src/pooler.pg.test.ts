// Behind a transaction pooler a connection is somebody else's after every transaction: whose rights it has must never travel along.
import {
  addRecords,
  addUsers,
  createTestHoldfast,
  startTransactionPooler,
  type TestHoldfast,
  type TransactionPooler,
} from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import { type Holdfast } from "holdfast";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Far fewer than clients, so that each connection serves everybody. */
const connections = 2;
const database = testDatabase();
let pooler: TransactionPooler;
let bench: TestHoldfast;
let holdfast: Holdfast;
let users: readonly string[];

beforeAll(async () => {
  pooler = await startTransactionPooler(database.requestUrl, connections);
  bench = await createTestHoldfast(database);
  holdfast = await bench.open({
    database: { requestUrl: pooler.url, workerUrl: database.workerUrl, poolSize: 16, preparedStatements: false },
  });
  users = await addUsers(database, 12);
});
afterAll(async () => {
  await bench.cleanUp();
  await pooler.stop();
});

describe("through PgBouncer in transaction mode", () => {
  it("[SC-01] everybody gets their own tokens and their own trail, with all of them on the same few connections", async () => {
    const name = (userId: string) => ({ provider: "mail", account: userId });
    await Promise.all(
      users.map((userId) => holdfast.tokens.put({ userId }, name(userId), { accessToken: `secret of ${userId}` })),
    );
    const rounds = Array.from({ length: 25 }, () => users).flat();
    const seen = await Promise.all(
      rounds.map(async (userId) => {
        const [list, token] = await Promise.all([
          holdfast.tokens.list(userId),
          holdfast.tokens.get(userId, name(userId), { cache: "bypass" }),
        ]);
        return { userId, accounts: list.map(({ account }) => account), status: token.status };
      }),
    );
    expect(seen.filter(({ userId, accounts, status }) => accounts.join() !== userId || status !== "active")).toEqual([]);
    const of = await database.connections();
    expect(of.filter(({ user }) => user === "test_request").length).toBeLessThanOrEqual(connections);
  });

  it("[SC-01] selections made through it are their owner's alone", async () => {
    const [recordId] = await addRecords(database, 1);
    const [ann, bob] = users;
    await holdfast.selections.perform(
      { userId: ann! },
      { operationId: crypto.randomUUID(), ack: "database", change: { kind: "select", recordId: recordId! } },
    );
    await holdfast.selections.leave(ann!);
    const counts = await Promise.all(
      [ann!, bob!].map(async (userId) => (await holdfast.selections.records(userId, "default"))!.recordIds),
    );
    expect(counts).toEqual([[recordId], []]);
  });
});
