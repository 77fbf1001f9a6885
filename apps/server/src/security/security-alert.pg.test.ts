// Each shipped rule with its shipped figures: the fault itself, as often as the rule says, raises the alert.
import { randomUUID } from "node:crypto";
import { createRateLimits } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest } from "../testing/server-under-test.js";

const database = testDatabase();
const often = { points: 100_000, windowMs: 60_000 };
const rules = { login: often, account: often, read: often, change: often, bulk: { points: 1, windowMs: 600_000 } };
let server: LiveServer;
let ada: Person;
let bea: Person;
let groupOfBea: string;

beforeAll(async () => {
  server = await liveServer(database, { rateLimits: createRateLimits({ rules }) });
  ada = await server.join("ada");
  bea = await server.join("bea");
  const groups = (await (await server.api("/groups", { headers: bea.as })).json()) as { groups: { id: string }[] };
  groupOfBea = groups.groups[0]!.id;
});
afterAll(() => server.close());

const clearAll = () =>
  server.api("/operations", jsonRequest("POST", { operationId: randomUUID(), change: { kind: "clear_all" } }, ada.as));

it.each([
  ["foreign_access", 404, () => server.api(`/groups/${groupOfBea}`, { headers: ada.as })],
  ["dead_token", 401, () => server.api("/groups", { headers: { authorization: `Bearer hfs_${"A".repeat(49)}` } })],
  ["bulk_burst", 429, clearAll],
  [
    "sign_in_failed",
    401,
    () => server.api("/sessions", jsonRequest("POST", { email: ada.account.email, password: "a wrong guess" })),
  ],
] as const)(
  "[SC-07] %s raises its alert when the fault has happened as often as the rule says, once",
  { timeout: 180_000 },
  async (event, refusal, fault) => {
    const { security } = server.holdfast;
    // The first bulk operation is still within its limit.
    if (event === "bulk_burst") await clearAll();
    const { points } = security.status().windows[event].rule;
    const before = security.status().alerts;
    for (let times = 1; times < points; times += 1) expect((await fault()).status).toBe(refusal);
    expect(security.status().alerts).toBe(before);
    await fault();
    await fault();
    expect(security.status().alerts).toBe(before + 1);
  },
);

/** What an administrator of the database can do, past every trigger. */
const tamper = (statement: string): Promise<unknown> =>
  database.query(`begin; set local session_replication_role = replica; ${statement}; commit`);

const alertsAfter = async (fault: () => Promise<unknown>): Promise<number> => {
  const before = server.holdfast.security.status().alerts;
  await fault();
  return server.holdfast.security.status().alerts - before;
};

it("[SC-07] unseal_failed raises its alert when a held token was changed where it lies", async () => {
  const { tokens } = server.holdfast;
  await tokens.put({ userId: ada.account.id }, { provider: "github" }, { accessToken: "a token of somebody" });
  await tamper("update holdfast.held_token set access_token = set_byte(access_token, 20, get_byte(access_token, 20) # 1)");
  const opened = () => tokens.get(ada.account.id, { provider: "github" }, { cache: "bypass" });
  expect(await alertsAfter(() => expect(opened()).rejects.toMatchObject({ code: "unseal_failed" }))).toBe(1);
});

it("[SC-07] audit_break raises its alert when a sealed line of the trail was changed", async () => {
  const { audit } = server.holdfast;
  const isSealed = async (): Promise<void> => {
    expect((await audit.verify({})).unsealed.rows).toBe(0);
  };
  await vi.waitFor(isSealed, { timeout: 15_000 });
  const intact = await alertsAfter(() => audit.verify({}));
  await tamper("update holdfast.audit_event set action = 'sign_out' where action = 'sign_in'");
  expect([intact, await alertsAfter(() => audit.verify({}))]).toEqual([0, 1]);
});
