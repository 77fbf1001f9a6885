// TK-19 and TK-20 against a server that rotates refresh tokens and detects their reuse: however many ask, one refreshes.
import type { Actor } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../runtime/clock.js";
import { generateKey, Keyring } from "../../security/index.js";
import { collectLog } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { type Judge, openJudge } from "./judge/judge.js";
import { createShiftedClock } from "../../testing/index.js";
import { get, hour, newConnection, openTokenNode, providerName, type TokenNode } from "./judge/token-node.js";

const server = testDatabase();
const clock = createShiftedClock();
const keyring = Keyring.parse(generateKey());
const callers = 20;
const minute = 60_000;

let judge: Judge;
let nodes: readonly TokenNode[];

const open = (): TokenNode =>
  openTokenNode({ server, keyring, clock, providers: { [providerName]: judge.options }, refresh: { every: 0, revokeEvery: 0 } });

beforeAll(async () => {
  judge = await openJudge();
  nodes = [open(), open(), open()];
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await judge.close();
});

const connect = (): Promise<Actor> => newConnection(server, judge, nodes[0]!, clock);

/** Every caller of every node at the same time; the different texts that they got. */
async function askAll(actor: Actor): Promise<readonly string[]> {
  const asked = nodes.flatMap((node) => Array.from({ length: callers }, () => get(node, actor)));
  return [...new Set(await Promise.all(asked))];
}

const rowOf = async ({ userId }: Actor) =>
  (
    await server.query<Record<string, unknown>>(
      "select status, generation, status_reason from holdfast.held_token where user_id = $1",
      [userId],
    )
  )[0]!;

async function untilGeneration(actor: Actor, generation: number): Promise<void> {
  while (Number((await rowOf(actor))["generation"]) < generation) await systemClock.pause(5);
}

test(
  "[TK-19] three processes, twenty callers each, five expiries: one call for each expiry, and everybody gets its token",
  { timeout: 60_000 },
  async () => {
    const actors = [await connect(), await connect(), await connect()];
    const before = judge.refreshes.length;
    for (let expiry = 1; expiry <= 5; expiry += 1) {
      clock.forward(hour + 1000);
      const got = await Promise.all(actors.map(askAll));
      expect(judge.refreshes.length - before).toBe(expiry * actors.length);
      for (const texts of got) expect([texts.length, judge.given.some(({ access }) => access === texts[0])]).toEqual([1, true]);
    }
    for (const actor of actors) expect(await rowOf(actor)).toEqual({ status: "active", generation: "6", status_reason: null });
  },
);

test("[TK-19] within the margin callers get the present token at once, and the next one is fetched once behind their backs", async () => {
  const actor = await connect();
  for (const node of nodes) await get(node, actor);
  const before = judge.refreshes.length;
  clock.forward(hour - minute);
  judge.next("/token", { kind: "hold call" });
  const [first, ...others] = await askAll(actor);
  expect([first?.startsWith("first-"), others]).toEqual([true, []]);
  const hold = await judge.held();
  expect((await askAll(actor))[0]).toBe(first);
  hold.release();
  await untilGeneration(actor, 2);
  clock.forward(minute);
  expect(await askAll(actor)).toEqual([judge.given.at(-1)!.access]);
  expect(judge.refreshes.length - before).toBe(1);
});

test("[TK-19] no transaction is open while the provider is called", async () => {
  const actor = await connect();
  clock.forward(hour + 1000);
  judge.next("/token", { kind: "hold call" });
  const asked = get(nodes[0]!, actor);
  const hold = await judge.held();
  const inTransaction = await server.query(
    "select pid from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()",
  );
  hold.release();
  expect([inTransaction, await asked]).toEqual([[], judge.given.at(-1)!.access]);
});

test("[TK-19] tokens that were used lately are refreshed without being asked for; others are not", async () => {
  const [used, idle] = [await connect(), await connect()];
  await server.query(
    "update holdfast.held_token set last_used_at = now() - interval '40 days', created_at = now() - interval '40 days' where user_id = $1",
    [idle.userId],
  );
  clock.forward(hour - minute);
  const eager = openTokenNode({
    server,
    keyring,
    clock,
    providers: { [providerName]: judge.options },
    refresh: { every: 20, revokeEvery: 0 },
  });
  await eager.tokens.start();
  await untilGeneration(used, 2);
  await eager.close();
  expect(await rowOf(idle)).toMatchObject({ generation: "1" });
});

test("[TK-20] a token that is revoked during the call stays revoked, and the new one is revoked at the provider", async () => {
  const actor = await connect();
  clock.forward(hour + 1000);
  judge.next("/token", { kind: "hold answer" });
  const asked = get(nodes[0]!, actor);
  const hold = await judge.held();
  await nodes[1]!.tokens.revoke(actor, { provider: providerName });
  hold.release();
  expect([await asked, await get(nodes[0]!, actor), await get(nodes[1]!, actor)]).toEqual(["revoked", "revoked", "revoked"]);
  const { access, refresh } = judge.given.at(-1)!;
  const outbox = openTokenNode({
    server,
    keyring,
    clock,
    providers: { [providerName]: judge.options },
    refresh: { every: 0, revokeEvery: 20 },
  });
  await outbox.tokens.start();
  while (judge.revocations.filter(({ token }) => token === refresh || token === access).length < 2) await systemClock.pause(5);
  await outbox.close();
  expect(judge.revocations.slice(-2).map(({ token }) => token)).toEqual([refresh, access]);
  expect([await judge.isLive("refresh_token", refresh), await judge.isLive("access_token", access)]).toEqual([false, false]);
  expect(await server.query("select 1 from holdfast.provider_revocation")).toEqual([]);
});

test("[TK-20, L-18] a token that was put during the call is not overwritten by the answer to the older one", async () => {
  const actor = await connect();
  clock.forward(hour + 1000);
  judge.next("/token", { kind: "hold answer" });
  const asked = get(nodes[0]!, actor);
  const hold = await judge.held();
  await nodes[1]!.tokens.put(
    actor,
    { provider: providerName },
    { accessToken: "put by hand", tokenType: "Bearer", scopes: [], metadata: {} },
  );
  hold.release();
  expect([await asked, await get(nodes[1]!, actor)]).toEqual(["put by hand", "put by hand"]);
});

test("[TK-19] a refresh on demand brings a new token before the old one has expired", async () => {
  const actor = await connect();
  const refreshed = await nodes[0]!.tokens.refresh(actor, { provider: providerName });
  expect(refreshed).toMatchObject({ status: "active", info: { generation: 2, hasRefreshToken: true, tokenType: "Bearer" } });
  expect(await get(nodes[0]!, actor)).toBe(judge.given.at(-1)!.access);
});

test("[TK-25] each refresh is in the trail, and no secret is in the trail or in the log", async () => {
  const log = collectLog();
  const node = openTokenNode({
    server,
    keyring,
    clock,
    log,
    providers: { [providerName]: judge.options },
    refresh: { every: 0, revokeEvery: 0 },
  });
  const actor = await newConnection(server, judge, node, clock);
  clock.forward(hour + 1000);
  judge.next("/token", { kind: "answer", status: 503 });
  const text = await get(node, actor);
  await node.close();
  const events = await server.query<{ action: string }>(
    "select action, metadata from holdfast.audit_event where user_id = $1 order by at, id",
    [actor.userId],
  );
  expect(events.map(({ action }) => action)).toEqual(["held_token_put", "token_refresh_failed", "token_refreshed"]);
  const said = JSON.stringify([events, log.lines]);
  for (const secret of [text, judge.given.at(-1)!.refresh, judge.refreshes.at(-1)!]) expect(said).not.toContain(secret);
});
