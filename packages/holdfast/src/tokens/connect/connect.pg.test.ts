// TK-23 and TK-24 against a certified OAuth server: there and back by its own pages, and away again on both sides.
import type { Actor } from "@holdfast/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../runtime/clock.js";
import { generateKey, Keyring } from "../../security/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { type Judge, openJudge, redirectUri } from "../refresh/judge/judge.js";
import { createShiftedClock } from "../../testing/index.js";
import { get, hour, newUser, openTokenNode, providerName, type TokenNode } from "../refresh/judge/token-node.js";
import { browse } from "./judge/browse.js";

const server = testDatabase();
const clock = createShiftedClock();
const keyring = Keyring.parse(generateKey());
const github = { clientId: "a client", clientSecret: "a secret" };
const name = { provider: providerName };
const quick = { every: 0, revokeEvery: 20, firstWait: 20, revokeTries: 3 } as const;

let judge: Judge;
let node: TokenNode;

beforeAll(async () => {
  judge = await openJudge();
  node = openTokenNode({ server, keyring, clock, providers: { [providerName]: judge.options, github }, refresh: quick });
  await node.tokens.start();
});
beforeEach(() => judge.always("/token/revocation", undefined));
afterAll(async () => {
  await node.close();
  await judge.close();
});

async function begin(actor: Actor, more: { readonly account?: string; readonly provider?: string } = {}): Promise<string> {
  const begun = await node.tokens.connections.begin(actor, { provider: providerName, redirectUri, ...more });
  expect(begun).toMatchObject({ status: "ready" });
  return begun.status === "ready" ? begun.url : "";
}

/** Through the pages of the server; the query that it sends the person back with. */
async function goThere(actor: Actor, more: { readonly account?: string } = {}): Promise<URLSearchParams> {
  return (await browse(await begin(actor, more), redirectUri, `login-of-${actor.userId}`)).searchParams;
}

async function connect(actor: Actor, more: { readonly account?: string } = {}) {
  return node.tokens.connections.complete(actor, await goThere(actor, more));
}

const actionsOf = async ({ userId }: Actor): Promise<readonly string[]> =>
  (
    await server.query<{ action: string }>("select action from holdfast.audit_event where user_id = $1 order by at, id", [userId])
  ).map(({ action }) => action);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await systemClock.pause(10);
}

test("[TK-23] an account is connected by code, PKCE and state, and its token is refreshed when it expires", async () => {
  const actor = await newUser(server);
  const completed = await connect(actor);
  expect(completed).toMatchObject({
    status: "connected",
    info: {
      provider: providerName,
      account: "default",
      status: "active",
      hasRefreshToken: true,
      metadata: { subject: `login-of-${actor.userId}` },
    },
  });
  const first = await get(node, actor);
  expect(await judge.isLive("access_token", first)).toBe(true);
  clock.forward(hour + 1000);
  const second = await get(node, actor);
  expect([second === first, await judge.isLive("access_token", second)]).toEqual([false, true]);
  expect(await actionsOf(actor)).toEqual(["token_issued", "token_consumed", "held_token_put", "connected", "token_refreshed"]);
});

test("[TK-23] the way there has S256, a state and what the provider needs, and nothing secret", async () => {
  const url = new URL(await begin(await newUser(server), { provider: "github" }));
  expect(url.origin + url.pathname).toBe("https://github.com/login/oauth/authorize");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: "code",
    client_id: "a client",
    redirect_uri: redirectUri,
    scope: "read:user",
    code_challenge_method: "S256",
    state: expect.stringMatching(/^hfc_/) as unknown,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/) as unknown,
  });
  expect(JSON.stringify(await server.query("select metadata from holdfast.issued_token"))).not.toContain("verifier");
});

test("[TK-23] an account can have a name, and several stand side by side", async () => {
  const actor = await newUser(server);
  await connect(actor, { account: "work" });
  await connect(actor);
  expect((await node.tokens.list(actor.userId)).map(({ account }) => account)).toEqual(["default", "work"]);
});

test("[TK-23] an answer works once, for the one who began, and in time", async () => {
  const [actor, other] = [await newUser(server), await newUser(server)];
  const params = await goThere(actor);
  const complete = (who: Actor, query: URLSearchParams) => node.tokens.connections.complete(who, query);
  expect(await complete(other, params)).toMatchObject({ status: "refused", problem: "state_mismatch" });
  expect(await complete(actor, params)).toMatchObject({ status: "connected" });
  expect(await complete(actor, params)).toMatchObject({ status: "refused", problem: "used" });
  expect(await complete(actor, new URLSearchParams("code=x"))).toMatchObject({ status: "refused", problem: "state_mismatch" });
  const late = await goThere(actor);
  clock.forward(11 * 60_000);
  expect(await complete(actor, late)).toMatchObject({ status: "refused", problem: "expired" });
});

test("[TK-23] a refusal, a stranger's answer and a code that is not taken are told apart", async () => {
  const actor = await newUser(server);
  const answer = async (change: (params: URLSearchParams) => void) => {
    const params = await goThere(actor);
    change(params);
    return node.tokens.connections.complete(actor, params);
  };
  expect(await answer((params) => (params.delete("code"), params.set("error", "access_denied")))).toMatchObject({
    problem: "denied",
    provider: providerName,
  });
  expect(await answer((params) => (params.delete("code"), params.set("error", "server_error")))).toMatchObject({
    problem: "refused_by_provider",
  });
  expect(await answer((params) => params.set("iss", "https://mixed-up.example"))).toMatchObject({ problem: "issuer_mismatch" });
  expect(await answer((params) => params.set("code", "not-a-code"))).toMatchObject({ problem: "exchange_failed" });
  expect(await node.tokens.list(actor.userId)).toEqual([]);
});

test("[TK-23] only what is configured can be connected", async () => {
  const actor = await newUser(server);
  await expect(node.tokens.connections.begin(actor, { provider: "nobody", redirectUri })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(node.tokens.connections.providers()).toEqual([
    { provider: providerName, displayName: providerName, scopes: ["openid", "offline_access"] },
    { provider: "github", displayName: "GitHub", scopes: ["read:user"] },
  ]);
});

test("[TK-24] disconnecting ends the token here at once and at the provider soon, the refresh token first", async () => {
  const actor = await newUser(server);
  await connect(actor);
  const access = await get(node, actor);
  const before = judge.revocations.length;
  judge.next("/token/revocation", { kind: "answer", status: 503 }, { kind: "cut" });
  expect(await node.tokens.connections.disconnect(actor, name)).toMatchObject({ status: "revoked" });
  expect(await get(node, actor)).toBe("revoked");
  await until(async () => {
    clock.forward(60_000);
    return (await actionsOf(actor)).includes("provider_revoked");
  });
  const revoked = judge.revocations.slice(before);
  expect(revoked.map(({ hint }) => hint)).toEqual(["refresh_token", "access_token"]);
  expect([await judge.isLive("refresh_token", revoked[0]!.token), await judge.isLive("access_token", access)]).toEqual([
    false,
    false,
  ]);
  expect(await server.query("select 1 from holdfast.provider_revocation where user_id = $1", [actor.userId])).toEqual([]);
  expect((await actionsOf(actor)).slice(-3)).toEqual(["disconnected", "held_token_revoked", "provider_revoked"]);
});

test("[TK-24] a provider that never takes it is given up, and the trail says so", async () => {
  const actor = await newUser(server);
  await connect(actor);
  judge.always("/token/revocation", { kind: "answer", status: 400, body: '{"error":"invalid_request"}' });
  await node.tokens.connections.disconnect(actor, name);
  await until(async () => {
    clock.forward(60_000);
    return (await actionsOf(actor)).includes("provider_revocation_failed");
  });
  expect(await server.query("select 1 from holdfast.provider_revocation where user_id = $1", [actor.userId])).toEqual([]);
});

test("[TK-24] what waits in the outbox is sealed", async () => {
  const actor = await newUser(server);
  await connect(actor);
  const access = await get(node, actor);
  judge.always("/token/revocation", { kind: "answer", status: 503 });
  await node.tokens.connections.disconnect(actor, name);
  const [row] = await server.query<{ refresh: Buffer; access: Buffer }>(
    "select refresh_token as refresh, access_token as access from holdfast.provider_revocation where user_id = $1",
    [actor.userId],
  );
  expect([row!.access.includes(access), row!.refresh.length > 60]).toEqual([false, true]);
});
