// TK-12 and TK-13 over several processes: what one has ended, no other serves after Δ, whatever becomes of the notice.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Actor, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccounts } from "../../accounts/index.js";
import { systemClock } from "../../runtime/clock.js";
import { generateKey, Keyring, Passwords } from "../../security/index.js";
import { createFaultProxy, type FaultProxy } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { lastBefore, openTestNode, type TestNode } from "./test-node.js";

const server = testDatabase();
const keys = generateKey().reveal();
const keyring = Keyring.parse(keys);
const delta = 1000;
const provider = "github";
const request = (accessToken: string) => ({ accessToken, tokenType: "Bearer", scopes: [], metadata: {} });

let proxy: FaultProxy;
/** Here the token is revoked; there it is served, behind the proxy; a third one looks on without a fault. */
let here: TestNode;
let there: TestNode;
let third: TestNode;
const urls = () => ({ requestUrl: server.requestUrl, workerUrl: server.workerUrl });

beforeAll(async () => {
  proxy = await createFaultProxy(Number(new URL(server.workerUrl).port));
  here = await openTestNode({ ...urls(), feedUrl: server.workerUrl, keyring });
  third = await openTestNode({ ...urls(), feedUrl: server.workerUrl, keyring });
  there = await openTestNode({ ...urls(), feedUrl: proxy.url(server.workerUrl), keyring, delta });
});
afterAll(async () => {
  await Promise.all([here.close(), there.close(), third.close()]);
  await proxy.close();
});

async function newActor(): Promise<Actor> {
  const userId = randomUUID() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [
    userId,
    `${userId}@example.org`,
  ]);
  return { userId };
}

const isServed = async (node: TestNode, { userId }: Actor): Promise<boolean> =>
  (await node.tokens.get(userId, provider)).status === "active";

/** Milliseconds after `end` resolved that `ask` still said yes, at the longest. */
async function servedAfter(end: () => Promise<unknown>, ...asks: readonly (() => Promise<boolean>)[]): Promise<number> {
  const last = asks.map((ask) => lastBefore(ask, (yes) => !yes));
  await end();
  const ended = performance.now();
  return Math.max(0, ...(await Promise.all(last)).map((at) => at - ended));
}

/** A token that both have in memory, the feed in a state of rest. */
async function warmed(): Promise<Actor> {
  const actor = await newActor();
  await here.tokens.put(actor, { provider }, request(`gho_${randomUUID()}`));
  await untilFresh();
  for (const node of [there, third]) expect(await isServed(node, actor)).toBe(true);
  return actor;
}

async function untilFresh(): Promise<void> {
  const isFresh = async (): Promise<boolean> => performance.now() < there.feed.freshness.until - delta / 2;
  await lastBefore(isFresh, (yes) => yes);
}

test("[TK-12] without a fault the others hear of a change within milliseconds", async () => {
  const times: number[] = [];
  for (let round = 0; round < 21; round += 1) {
    const actor = await warmed();
    times.push(
      await servedAfter(
        () => here.tokens.revoke(actor, { provider }),
        () => isServed(there, actor),
        () => isServed(third, actor),
      ),
    );
  }
  const median = times.toSorted((one, other) => one - other)[10]!;
  expect(median).toBeLessThan(20);
  expect(Math.max(...times)).toBeLessThan(delta);
});

test.each([
  ["cut", () => proxy.cut()],
  ["swallowed", async () => proxy.blackhole()],
  ["reset", async () => proxy.resetAll()],
] as const)("[TK-13, L-20] nothing revoked is served after Δ when the notice is %s", { timeout: 30_000 }, async (_, fault) => {
  for (const pause of [0, 120, 400]) {
    const actor = await warmed();
    await fault();
    await systemClock.pause(pause);
    const longest = await servedAfter(
      () => here.tokens.revoke(actor, { provider }),
      () => isServed(there, actor),
      () => isServed(third, actor),
    );
    await proxy.restore();
    expect(longest).toBeLessThan(delta);
  }
});

test(
  "[TK-13] a feed that is dead for longer than Δ costs a question per read, and no staleness",
  { timeout: 30_000 },
  async () => {
    const actor = await warmed();
    proxy.blackhole();
    await lastBefore(
      async () => performance.now() < there.feed.freshness.until,
      (fresh) => !fresh,
    );
    const before = there.tokens.status().distrusted;
    for (let read = 0; read < 5; read += 1) expect(await isServed(there, actor)).toBe(true);
    await here.tokens.revoke(actor, { provider });
    expect(await isServed(there, actor)).toBe(false);
    expect(there.tokens.status().distrusted - before).toBe(6);
    await proxy.restore();
  },
);

test("[TK-13] what was missed while the connection was gone is not believed after it is back", { timeout: 30_000 }, async () => {
  const actor = await warmed();
  const reconnects = there.feed.status().reconnects;
  await proxy.cut();
  await here.tokens.put(actor, { provider }, request("newer"));
  await proxy.restore();
  await lastBefore(
    async () => there.feed.status().reconnects > reconnects,
    (back) => back,
  );
  await untilFresh();
  const token = await there.tokens.get(actor.userId, provider);
  expect(token.status === "active" && token.accessToken.reveal()).toBe("newer");
});

test("[TK-13] a newer token replaces the older one everywhere within Δ, and one that was absent appears", async () => {
  const actor = await newActor();
  expect(await isServed(there, actor)).toBe(false);
  const text = async (): Promise<string> => {
    const token = await there.tokens.get(actor.userId, provider);
    return token.status === "active" ? token.accessToken.reveal() : token.status;
  };
  for (const secret of ["first", "second"]) {
    const replaced = lastBefore(text, (answer) => answer === secret);
    await here.tokens.put(actor, { provider }, request(secret));
    const put = performance.now();
    expect((await replaced) - put).toBeLessThan(delta);
  }
});

test("[TK-13] sessions end everywhere within Δ: one by one, and by a change of the password", { timeout: 30_000 }, async () => {
  const accounts = createAccounts({
    database: here.database,
    tokens: here.tokens,
    passwords: new Passwords(),
    clock: systemClock,
  });
  const credentials = { email: `${randomUUID()}@example.org`, password: "correct horse battery" };
  const { account, session } = await accounts.register(credentials, {});
  const others = await Promise.all([1, 2].map(() => accounts.signIn(credentials, {})));
  const verify = (text: string) => async (): Promise<boolean> => (await there.tokens.verify("session", text)).status === "valid";
  const actor = { userId: account.id, sessionId: session.id };
  const asks = others.map(({ token }) => verify(token.reveal()));
  for (const ask of asks) expect(await ask()).toBe(true);
  expect(await servedAfter(() => here.tokens.revokeIssued(actor, others[0]!.session.id), asks[0]!)).toBeLessThan(delta);
  proxy.blackhole();
  const change = { current: credentials.password, next: "another horse battery" };
  expect(await servedAfter(() => accounts.changePassword(actor, change), asks[1]!)).toBeLessThan(delta);
  await proxy.restore();
});

test("[SY-12] a token that somebody changes or deletes in the tables is noticed", async () => {
  const [edited, deleted] = [await warmed(), await warmed()];
  const edit = () =>
    server.query("update holdfast.held_token set status = 'reconnect_required' where user_id = $1", [edited.userId]);
  expect(await servedAfter(edit, () => isServed(there, edited))).toBeLessThan(delta);
  const remove = () => server.query("delete from holdfast.app_user where id = $1", [deleted.userId]);
  expect(await servedAfter(remove, () => isServed(there, deleted))).toBeLessThan(delta);
});

test(
  "[TK-13, L-24] two processes of their own, the listening connection of one cut for a second",
  { timeout: 30_000 },
  async () => {
    const actor = await newActor();
    await here.tokens.put(actor, { provider }, request("served"));
    const script = fileURLToPath(new URL("../fixtures/listening-process.ts", import.meta.url));
    const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const closed = new Promise((resolve) => void child.once("close", resolve));
    child.stdin.end(JSON.stringify({ ...urls(), feedUrl: proxy.url(server.workerUrl), keys, userId: actor.userId, provider }));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value)) as unknown;
    expect(await next()).toEqual({ serving: true });
    await proxy.cut();
    await here.tokens.revoke(actor, { provider });
    const revoked = Date.now();
    await systemClock.pause(1000);
    await proxy.restore();
    const report = (await next()) as { readonly lastServed: number; readonly hits: number };
    expect(report.lastServed - revoked).toBeLessThan(delta);
    expect(report.hits).toBeGreaterThan(0);
    expect(await closed).toBe(0);
  },
);

test("[TK-12] a notice holds ids and a generation, and nothing of the token", async () => {
  const actor = await newActor();
  const client = await here.database.connect("test listener");
  const heard: string[] = [];
  client.on("notification", ({ payload }) => void heard.push(payload ?? ""));
  await client.query("listen holdfast_change");
  await here.tokens.put(actor, { provider }, { ...request("hidden-secret"), metadata: { note: "hidden-note" } });
  await here.tokens.revoke(actor, { provider });
  await client.query("select 1");
  await client.end();
  const notices = heard.filter((payload) => payload.includes("held_token")).map((payload) => JSON.parse(payload) as unknown);
  const told = (generation: number) => ({ userId: actor.userId, tenantId: null, provider, account: "default", generation });
  // What a statement adds is told together.
  expect(notices).toEqual([
    { topic: "held_token", body: [told(1)] },
    { topic: "held_token", body: told(2) },
  ]);
  expect(heard.join("")).not.toContain("hidden");
});

test("[TK-12] [PF-17] rows that come or go in one statement are told in few notices, all of them, however long their names", async () => {
  const { userId } = await newActor();
  const client = await here.database.connect("test listener");
  const heard: string[] = [];
  client.on("notification", ({ payload = "" }) => void (payload.includes(userId) && heard.push(payload)));
  await client.query("listen holdfast_change");
  const toldAfter = async (statement: string) => {
    heard.length = 0;
    await client.query(`begin; set local role holdfast_writer; ${statement}; commit`);
    const bodies = heard.flatMap((payload) => (JSON.parse(payload) as { readonly body: readonly Told[] }).body);
    return { notices: heard.length, accounts: bodies.map(({ account }) => account), bodies };
  };
  // The longest names that the table takes, of characters that need four bytes, and of one that JSON spells in six.
  const added = await toldAfter(`
    insert into holdfast.held_token
      (id, user_id, provider, account, status, access_token, key_id, token_type, generation, created_at, updated_at)
    select gen_random_uuid(), '${userId}', repeat(case when n % 2 = 0 then '😀' else chr(1) end, 120), lpad(n::text, 120, '😀'), 'active',
      '\\x00', 'k', 'Bearer', n, now(), now()
    from generate_series(1, 500) as n`);
  expect(new Set(added.accounts).size).toBe(500);
  expect(added.bodies.map(({ generation }) => generation).toSorted((one, other) => Number(one) - Number(other))).toEqual(
    Array.from({ length: 500 }, (_, index) => index + 1),
  );
  expect(added.notices).toBeLessThan(200);
  const gone = await toldAfter(`delete from holdfast.held_token where user_id = '${userId}'`);
  expect(new Set(gone.accounts)).toEqual(new Set(added.accounts));
  expect(gone.bodies.every(({ generation }) => generation === null)).toBe(true);
  await client.end();
});

interface Told {
  readonly account: string;
  readonly generation: number | null;
}
