// TK-21 and TK-22: what becomes of a connection when its provider fails, in each of the ways that providers do.
import type { Actor } from "@holdfast/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../runtime/clock.js";
import { generateKey, Keyring } from "../../security/index.js";
import { collectLog } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { openFaultyDatabase } from "../test-room.js";
import type { Fault } from "./judge/faulty-front.js";
import { type Judge, openJudge } from "./judge/judge.js";
import { createShiftedClock } from "../../testing/index.js";
import { get, hour, newConnection, openTokenNode, providerName, type NodeOptions, type TokenNode } from "./judge/token-node.js";

const server = testDatabase();
const clock = createShiftedClock();
const keyring = Keyring.parse(generateKey());
const minute = 60_000;
const quick = {
  every: 0,
  revokeEvery: 0,
  firstWait: 20,
  mostWait: 40,
  patience: 2000,
  callDeadline: 500,
  leaseReserve: 500,
} as const;

let judge: Judge;
const opened: TokenNode[] = [];

function open(more: Partial<NodeOptions> = {}): TokenNode {
  const node = openTokenNode({ server, keyring, clock, providers: { [providerName]: judge.options }, refresh: quick, ...more });
  opened.push(node);
  return node;
}

beforeAll(async () => void (judge = await openJudge()));
beforeEach(() => judge.always("/token", undefined));
afterAll(async () => {
  await Promise.all(opened.map((node) => node.close()));
  await judge.close();
});

async function expired(node: TokenNode): Promise<Actor> {
  const actor = await newConnection(server, judge, node, clock);
  clock.forward(hour + 1000);
  return actor;
}

const rowOf = async ({ userId }: Actor) =>
  (
    await server.query<Record<string, unknown>>(
      "select status, generation::int, status_reason as reason from holdfast.held_token where user_id = $1",
      [userId],
    )
  )[0]!;

const status = (code: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: "answer",
  status: code,
  headers,
});
const says = (code: number, body: object): Fault => ({ kind: "answer", status: code, body: JSON.stringify(body) });

test.each<readonly [string, Fault]>([
  ["503", status(503)],
  ["500 with a page", { kind: "answer", status: 500, headers: { "content-type": "text/html" }, body: "<h1>Oops</h1>" }],
  ["408", status(408)],
  ["429", status(429)],
  ["a cut connection", { kind: "cut" }],
  ["temporarily_unavailable", says(400, { error: "temporarily_unavailable" })],
  ["nonsense with 200", { kind: "answer", status: 200, body: "not JSON" }],
])("[TK-22] %s passes: the same callers get the new token after another try", async (_, fault) => {
  const node = open();
  const actor = await expired(node);
  const before = judge.refreshes.length;
  judge.next("/token", fault);
  const texts = await Promise.all(Array.from({ length: 20 }, () => get(node, actor)));
  expect([...new Set(texts)]).toEqual([judge.given.at(-1)!.access]);
  expect(judge.refreshes.length - before).toBe(2);
  expect(await rowOf(actor)).toEqual({ status: "active", generation: 2, reason: null });
});

test("[TK-22] a provider that is slow beyond the deadline is not waited for, and the late answer changes nothing", async () => {
  const node = open();
  const actor = await expired(node);
  judge.next("/token", { kind: "hold call" });
  const asked = get(node, actor);
  const hold = await judge.held();
  const text = await asked;
  expect(text).toBe(judge.given.at(-1)!.access);
  hold.release();
});

test("[TK-22] Retry-After is honoured: nobody asks before, and callers are told when", async () => {
  const node = open({ refresh: { ...quick, mostWait: 600_000, breaker: { most: 600_000 } } });
  const actor = await expired(node);
  judge.next("/token", status(429, { "retry-after": "120" }));
  const before = judge.refreshes.length;
  const answers = await Promise.all(Array.from({ length: 20 }, () => node.tokens.get(actor.userId, providerName)));
  for (const answer of answers) expect(answer).toMatchObject({ status: "unavailable", retryAfterSeconds: 120 });
  expect([await get(node, actor), await get(open(), actor), judge.refreshes.length - before]).toEqual([
    "unavailable",
    "unavailable",
    1,
  ]);
});

test("[TK-22] while the provider fails, a token that still lives is served", async () => {
  const node = open();
  const actor = await newConnection(server, judge, node, clock);
  judge.always("/token", status(503));
  clock.forward(hour - minute);
  const texts = await Promise.all(Array.from({ length: 20 }, () => get(node, actor)));
  expect(texts.every((text) => text.startsWith("first-"))).toBe(true);
  clock.forward(2 * minute);
  expect(await get(node, actor)).toBe("unavailable");
  expect(await rowOf(actor)).toMatchObject({ status: "active", generation: 1 });
});

test("[TK-22, L-21] only a dead grant ends a connection", async () => {
  const node = open();
  const actor = await expired(node);
  judge.next("/token", says(400, { error: "invalid_grant", error_description: "do not repeat me" }));
  expect([await get(node, actor), await get(open(), actor)]).toEqual(["reconnect_required", "reconnect_required"]);
  expect(await rowOf(actor)).toEqual({
    status: "reconnect_required",
    generation: 2,
    reason: "The provider says that the grant is no longer valid (invalid_grant).",
  });
});

test("[TK-22, L-18] a dead grant is not believed when somebody has rotated it meanwhile", async () => {
  const [one, other] = [open(), open()];
  const actor = await expired(one);
  judge.next("/token", { kind: "hold call" });
  const asked = get(one, actor);
  const hold = await judge.held();
  await other.tokens.put(
    actor,
    { provider: providerName },
    { accessToken: "a new connection", tokenType: "Bearer", scopes: [], metadata: {} },
  );
  hold.release();
  expect([await asked, await rowOf(actor)]).toEqual(["a new connection", { status: "active", generation: 2, reason: null }]);
});

test.each<readonly [string, Fault]>([
  ["invalid_client", says(401, { error: "invalid_client" })],
  ["unauthorized_client", says(400, { error: "unauthorized_client" })],
  ["401 without a word", status(401)],
])(
  "[TK-22] %s is the operator's fault: the connection stays, the log says so, and the provider is left alone",
  async (_, fault) => {
    const log = collectLog();
    const node = open({ log });
    const [actor, second] = [await expired(node), await newConnection(server, judge, node, clock)];
    clock.forward(hour + 1000);
    judge.always("/token", fault);
    const before = judge.refreshes.length;
    expect([await get(node, actor), await get(node, second)]).toEqual(["unavailable", "unavailable"]);
    expect([judge.refreshes.length - before, node.tokens.breakers()]).toEqual([1, { [providerName]: "open" }]);
    expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect(await rowOf(actor)).toMatchObject({ status: "active", generation: 1 });
  },
);

test.each<readonly [string, object, string]>([
  ["a dead grant in GitHub's words", { error: "bad_refresh_token" }, "reconnect_required"],
  ["a wrong secret in GitHub's words", { error: "incorrect_client_credentials" }, "unavailable"],
  ["an error in Slack's words", { ok: false, error: "invalid_refresh_token" }, "reconnect_required"],
  ["ok: false without a reason", { ok: false }, "unavailable"],
])("[TK-22] %s inside an answer with 200 is understood", async (_, body, outcome) => {
  const errorCodes = {
    bad_refresh_token: "invalid_grant",
    invalid_refresh_token: "invalid_grant",
    incorrect_client_credentials: "invalid_client",
  } as const;
  const node = open({
    providers: { [providerName]: { ...judge.options, errorInSuccess: true, errorCodes } },
    refresh: { ...quick, patience: 0 },
  });
  const actor = await expired(node);
  judge.next("/token", says(200, body));
  expect(await get(node, actor)).toBe(outcome);
});

test("[TK-22] the breaker opens after failures in a row, spares the provider, and closes after one call that works", async () => {
  const node = open({ refresh: { ...quick, patience: 0, breaker: { failures: 3, first: 60_000, most: 60_000 } } });
  const actors = await Promise.all(Array.from({ length: 6 }, () => newConnection(server, judge, node, clock)));
  clock.forward(hour + 1000);
  judge.always("/token", status(503));
  const before = judge.refreshes.length;
  for (const actor of actors) expect(await get(node, actor)).toBe("unavailable");
  expect([judge.refreshes.length - before, node.tokens.breakers()]).toEqual([3, { [providerName]: "open" }]);
  judge.always("/token", undefined);
  clock.forward(60_000);
  expect(node.tokens.breakers()).toEqual({ [providerName]: "half-open" });
  expect(await get(node, actors[5]!)).toBe(judge.given.at(-1)!.access);
  expect(node.tokens.breakers()).toEqual({ [providerName]: "closed" });
});

test("[TK-21] an answer that is lost on its way is asked for once more; a provider that saw reuse ends it with its reason", async () => {
  const node = open();
  const actor = await expired(node);
  const before = judge.refreshes.length;
  judge.next("/token", { kind: "lose answer" });
  expect(await get(node, actor)).toBe("reconnect_required");
  expect(judge.refreshes.length - before).toBe(2);
  expect((await rowOf(actor))["reason"]).toMatch(
    /^The answer to a refresh was lost, and the provider accepts the refresh token no longer\./,
  );
  expect(judge.refreshes.at(-1)).toBe(judge.refreshes.at(-2));
});

test("[TK-20] a commit that arrived while its answer was lost is recognised as one's own, and nothing is given back", async () => {
  const database = openFaultyDatabase(server);
  const node = open({ database });
  const actor = await expired(node);
  judge.next("/token", { kind: "hold answer" });
  const asked = get(node, actor);
  const hold = await judge.held();
  database.losesAnswers = true;
  hold.release();
  while ((await rowOf(actor))["generation"] !== 2) await systemClock.pause(5);
  database.losesAnswers = false;
  expect(await asked).toBe(judge.given.at(-1)!.access);
  expect(await server.query("select 1 from holdfast.provider_revocation where user_id = $1", [actor.userId])).toEqual([]);
});

test("[TK-21] when the database is away while the answer comes in, the commit is tried until it is back", async () => {
  const node = open();
  const actor = await expired(node);
  judge.next("/token", { kind: "hold answer" });
  const asked = get(node, actor);
  const hold = await judge.held();
  await server.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  hold.release();
  expect(await asked).toBe(judge.given.at(-1)!.access);
  expect(await rowOf(actor)).toMatchObject({ status: "active", generation: 2 });
});
