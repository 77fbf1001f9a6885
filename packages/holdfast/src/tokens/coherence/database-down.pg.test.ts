// TK-14 with the whole network cut, pools and feed: who is still served, for how long, and who is not.
import { randomUUID } from "node:crypto";
import type { Actor, UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateKey, Keyring } from "../../security/index.js";
import { createFaultProxy, type FaultProxy } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { lastBefore, openTestNode, type TestNode } from "./test-node.js";

const server = testDatabase();
const trust = 3000;
const delta = 500;
const request = { accessToken: "served", tokenType: "Bearer", scopes: [], metadata: {} };

let proxy: FaultProxy;
let node: TestNode;
let actor: Actor;

beforeAll(async () => {
  proxy = await createFaultProxy(Number(new URL(server.workerUrl).port));
  node = await openTestNode({
    requestUrl: proxy.url(server.requestUrl),
    workerUrl: proxy.url(server.workerUrl),
    feedUrl: proxy.url(server.workerUrl),
    keyring: Keyring.parse(generateKey()),
    delta,
    kinds: { session: { trust }, strict: { prefix: "strict", lifetime: 60_000, trust, whenDatabaseDown: "refuse_at_once" } },
    cache: {
      held: { trust },
      providers: { serves: { whenDatabaseDown: "serve" }, strict: { whenDatabaseDown: "refuse_at_once" } },
    },
  });
  const userId = randomUUID() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, 'down@example.org', now())", [userId]);
  actor = { userId };
});
afterAll(async () => {
  await node.close();
  await proxy.close();
});

/** What each way of asking answers, the code of an error included. */
async function answers(asks: readonly (() => Promise<{ readonly status: string }>)[]): Promise<readonly string[]> {
  const one = (ask: () => Promise<{ readonly status: string }>): Promise<string> =>
    ask().then(
      ({ status }) => status,
      (error: unknown) => String(Reflect.get(Object(error), "code")),
    );
  return Promise.all(asks.map(one));
}

async function warmed() {
  await lastBefore(
    async () => performance.now() < node.feed.freshness.until - delta / 2,
    (fresh) => fresh,
  );
  for (const provider of ["refuses", "serves", "strict", "revoked"]) await node.tokens.put(actor, { provider }, request);
  await node.tokens.revoke(actor, { provider: "revoked" });
  const session = (await node.tokens.mint({ kind: "session", userId: actor.userId })).text.reveal();
  const ended = await node.tokens.mint({ kind: "session", userId: actor.userId });
  await node.tokens.revokeIssued(actor, ended.token.id);
  const strict = (await node.tokens.mint({ kind: "strict", userId: actor.userId })).text.reveal();
  const get = (provider: string) => () => node.tokens.get(actor.userId, provider);
  return [
    () => node.tokens.verify("session", session),
    () => node.tokens.verify("session", ended.text.reveal()),
    () => node.tokens.verify("strict", strict),
    get("refuses"),
    get("serves"),
    get("strict"),
    get("revoked"),
  ] as const;
}

const down = "database_unavailable";

test(
  "[TK-14] without the database each kind answers by its policy, and a known revocation always wins",
  { timeout: 30_000 },
  async () => {
    const asks = await warmed();
    await proxy.cut();
    expect(await answers(asks)).toEqual(["valid", "revoked", "valid", "active", "active", "active", "revoked"]);
    await lastBefore(
      async () => performance.now() < node.feed.freshness.until,
      (fresh) => !fresh,
    );
    expect(await answers(asks)).toEqual(["valid", "revoked", down, "active", "active", down, "revoked"]);
    const session = async (): Promise<string> => (await answers([asks[0]]))[0] ?? "";
    await lastBefore(session, (answer) => answer === down);
    await lastBefore(
      async () => (await answers([asks[3]]))[0],
      (answer) => answer === down,
    );
    expect(await answers(asks)).toEqual([down, "revoked", down, down, "active", down, "revoked"]);
    await proxy.restore();
    await lastBefore(session, (answer) => answer === "valid");
    expect(await answers(asks)).toEqual(["valid", "revoked", "valid", "active", "active", "active", "revoked"]);
  },
);

test("[TK-14] a database that does not answer delays what memory can answer by Δ at the most", { timeout: 30_000 }, async () => {
  const asks = await warmed();
  proxy.blackhole();
  await lastBefore(
    async () => performance.now() < node.feed.freshness.until,
    (fresh) => !fresh,
  );
  const begun = performance.now();
  expect(await answers([asks[0], asks[1], asks[3]])).toEqual(["valid", "revoked", "active"]);
  expect(performance.now() - begun).toBeLessThan(2 * delta);
  await proxy.restore();
});
