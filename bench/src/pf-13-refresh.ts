// PF-13: how often a provider is called for one expiry, by processes and callers who all want the new token: ours, and better-auth.
import type { UserId } from "@holdfast/contract";
import { generateKey, Keyring, openTokenStore } from "holdfast";
import { type FaultyProvider, openFaultyProvider } from "holdfast/testing/provider";
import { type Bench, type Claim, limit, type Sample } from "./claim.js";
import { HelperProcess } from "./helper-process.js";
import type { RefreshOrder } from "./refresh-main.js";
import { migratePeer, type PeerOrder } from "./refresh-peer.js";
import type { PeerProcessOrder } from "./refresh-peer-main.js";
import { onStage, type Stage } from "./stage.js";

export interface RefreshSize {
  readonly processes: number;
  readonly callers: number;
  readonly accounts: number;
  readonly expiries: number;
}

const standard = { processes: 3, callers: 20, accounts: 2 } as const;
const provider = "judge";
/** Longer than an access token of the provider lives. */
const lifetime = 3_700_000;

export const refreshing: Claim = {
  id: "PF-13",
  name: "refresh",
  purpose: "calls to the provider for one expiry, by processes × callers; accounts lost; callers who went away without a token",
  run: (bench) => onStage((stage) => measureRefresh(bench, stage, { ...standard, expiries: Math.max(2, bench.rounds) })),
};

/** Of all expiries together. */
interface Reckoning {
  /** Calls per expiry and account. */
  readonly calls: Sample;
  readonly lostPercent: number;
  readonly failedPercent: number;
}

export async function measureRefresh(bench: Bench, stage: Stage, size: RefreshSize): Promise<void> {
  const judge = await openFaultyProvider();
  const peerJudge = await openFaultyProvider();
  try {
    const ours = await playOurs(stage, judge, size);
    const peer = await playPeer(stage, peerJudge, size);
    const name = `${size.processes} processes × ${size.callers} callers × ${size.expiries} expiries`;
    const add = (what: string, unit: string, mine: Sample, theirs: Sample, peerName: string, goal: "≤1" | "≤0" | "<1" | "") =>
      bench.add({ id: "PF-13", case: `${name}: ${what}`, unit, ours: mine, peer: theirs, peerName, goal });
    add("calls per expiry", "calls", ours.calls, limit(1), "limit", "≤1");
    add("calls per expiry", "calls", ours.calls, peer.calls, "better-auth", "<1");
    add("accounts lost", "%", [ours.lostPercent], [peer.lostPercent], "better-auth", "≤0");
    add("callers without a token", "%", [ours.failedPercent], [peer.failedPercent], "better-auth", "≤0");
  } finally {
    await Promise.all([judge.close(), peerJudge.close()]);
  }
}

async function playOurs(
  stage: Stage,
  judge: FaultyProvider,
  { processes, callers, accounts, expiries }: RefreshSize,
): Promise<Reckoning> {
  const users = await stage.addUsers(accounts);
  const { requestUrl, workerUrl } = stage.urls;
  const keys = generateKey().reveal();
  const owner = await openTokenStore({ database: { requestUrl, workerUrl, poolSize: 1 }, keyring: Keyring.parse(keys) });
  for (const userId of users) await connect(owner.tokens, judge, userId);
  await owner.close();
  const order: RefreshOrder = { requestUrl, workerUrl, keys, provider, options: judge.options, users, callers };
  const helpers = Array.from({ length: processes }, () => new HelperProcess("./refresh-main.ts", order));
  try {
    await Promise.all(helpers.map((helper) => helper.opened()));
    return await reckon(judge, helpers, accounts, expiries, async () => {
      await Promise.all(helpers.map((helper) => helper.ask({ forward: lifetime })));
    });
  } finally {
    await Promise.all(helpers.map((helper) => helper.close()));
  }
}

interface Puts {
  put(
    actor: { readonly userId: UserId },
    name: { readonly provider: string },
    token: { readonly accessToken: string; readonly refreshToken: string; readonly expiresAt: string },
  ): Promise<unknown>;
}

async function connect(tokens: Puts, judge: FaultyProvider, userId: UserId): Promise<void> {
  const expiresAt = new Date(Date.now() + lifetime).toISOString();
  await tokens.put(
    { userId },
    { provider },
    { accessToken: `first-${userId}`, refreshToken: await judge.grant(userId), expiresAt },
  );
}

async function playPeer(
  stage: Stage,
  judge: FaultyProvider,
  { processes, callers, accounts, expiries }: RefreshSize,
): Promise<Reckoning> {
  const { clientId, clientSecret = "" } = judge.options;
  const secret = typeof clientSecret === "string" ? clientSecret : clientSecret.reveal();
  const order: PeerOrder = { url: stage.urls.adminUrl, provider, issuer: judge.issuer, clientId, clientSecret: secret };
  await stage.pool.query("create schema if not exists peer");
  await migratePeer(order);
  const known = await peerAccounts(stage, judge, accounts);
  const helpers = Array.from(
    { length: processes },
    () => new HelperProcess("./refresh-peer-main.ts", { ...order, accounts: known, callers } satisfies PeerProcessOrder),
  );
  try {
    await Promise.all(helpers.map((helper) => helper.opened()));
    return await reckon(judge, helpers, accounts, expiries, async () => {
      await stage.pool.query(`update peer.account set "accessTokenExpiresAt" = now() - interval '1 hour'`);
    });
  } finally {
    await Promise.all(helpers.map((helper) => helper.close()));
  }
}

/** As if these users had connected: rows as the library itself writes them, with a living grant each. */
async function peerAccounts({ pool }: Stage, judge: FaultyProvider, count: number): Promise<PeerProcessOrder["accounts"]> {
  const accounts = Array.from({ length: count }, (_, index) => ({ accountId: `account${index}`, userId: `user${index}` }));
  for (const { accountId, userId } of accounts) {
    await pool.query(
      `insert into peer."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, $1, $1 || '@example.test', true, now(), now())`,
      [userId],
    );
    await pool.query(
      `insert into peer.account (id, "accountId", "providerId", "userId", "accessToken", "refreshToken", "accessTokenExpiresAt", "createdAt", "updatedAt")
       values ($1, $2, $3, $2, 'first', $4, now(), now(), now())`,
      [accountId, userId, provider, await judge.grant(userId)],
    );
  }
  return accounts;
}

async function reckon(
  judge: FaultyProvider,
  helpers: readonly HelperProcess[],
  accounts: number,
  expiries: number,
  expire: () => Promise<void>,
): Promise<Reckoning> {
  const calls: number[] = [];
  let [failed, asked, lost] = [0, 0, 0];
  for (let expiry = 0; expiry < expiries; expiry += 1) {
    await expire();
    const before = judge.refreshes.length;
    const answers = await Promise.all(helpers.map((helper) => helper.ask<readonly (readonly (string | null)[])[]>({})));
    calls.push((judge.refreshes.length - before) / accounts);
    const byAccount = Array.from({ length: accounts }, (_, account) => answers.flatMap((one) => one[account] ?? []));
    asked += byAccount.flat().length;
    failed += byAccount.flat().filter((text) => text === null).length;
    // What nobody gets after this expiry, nobody will get again.
    if (expiry === expiries - 1) lost = byAccount.filter((shown) => shown.every((text) => text === null)).length;
  }
  return { calls, lostPercent: (lost / accounts) * 100, failedPercent: (failed / asked) * 100 };
}
