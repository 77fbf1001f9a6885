// What an application may pass at the door, and what it may not.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Holdfast } from "./holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "./testing/index.js";
import { testDatabase } from "./testing/vitest.js";

const database = testDatabase();
let bench: TestHoldfast;
let holdfast: Holdfast;
let userId: string;
let recordId: string;

beforeAll(async () => {
  bench = await createTestHoldfast(database);
  holdfast = await bench.open();
  [userId] = (await addUsers(database, 1)) as unknown as [string];
  [recordId] = (await addRecords(database, 1)) as unknown as [string];
});
afterAll(() => bench.cleanUp());

it("[DX-02] plain ids in any spelling are one user", async () => {
  const loud = { userId: userId.toUpperCase() };
  await holdfast.selections.perform(loud, { operationId: randomUUID(), change: { kind: "select", recordId } });
  expect(await holdfast.selections.records(userId, "default")).toMatchObject({ count: 1 });
  expect(await holdfast.selections.groups(loud.userId)).toMatchObject({ groups: [{ count: 1 }] });
  expect(holdfast.status().views.users).toBe(1);
});

it("[TK-02] a token needs nothing but its text, and comes back by user and provider", async () => {
  await holdfast.tokens.put({ userId }, { provider: "github" }, { accessToken: "gho_1" });
  const token = await holdfast.tokens.get(userId.toUpperCase(), "github");
  expect(token.status === "active" && token.accessToken.reveal()).toBe("gho_1");
});

it("what is no user and what is no token is refused with the field at fault, and nothing is kept", async () => {
  await expect(holdfast.selections.groups("ada")).rejects.toMatchObject({
    code: "invalid_request",
    details: { fields: [{ path: "userId" }] },
  });
  const put = holdfast.tokens.put({ userId }, { provider: "empty" }, { accessToken: "" });
  await expect(put).rejects.toMatchObject({ code: "invalid_request", details: { fields: [{ path: "accessToken" }] } });
  expect(await holdfast.tokens.get(userId, "empty")).toEqual({ status: "absent" });
});

it.each([
  ["sessionId", { sessionId: "sess_abc" }],
  ["tenantId", { tenantId: "acme, inc" }],
])("[SY-05] a %s that the trail could not keep is refused before anything is acknowledged", async (path, more) => {
  const actor = { userId, ...more } as never;
  const change = { kind: "create_group", name: path } as const;
  await expect(holdfast.selections.perform(actor, { operationId: randomUUID(), change })).rejects.toMatchObject({
    code: "invalid_request",
    details: { fields: [{ path }] },
  });
  expect((await holdfast.selections.groups(userId)).groups.map(({ name }) => name)).not.toContain(path);
});
