// TK-19 and TK-21 with real processes: several that refresh at once, and some that are killed between the answer and the commit.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Actor } from "@holdfast/contract";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../runtime/clock.js";
import { generateKey, Keyring } from "../../security/index.js";
import { testDatabase } from "../../testing/vitest.js";
import { type Judge, openJudge } from "./judge/judge.js";
import { createShiftedClock } from "../../testing/index.js";
import { get, hour, newConnection, openTokenNode, providerName, type TokenNode } from "./judge/token-node.js";

const server = testDatabase();
const keys = generateKey().reveal();
const forward = hour + 1000;
// A lease that a killed process leaves behind ends soon.
const refresh = { every: 0, revokeEvery: 0, callDeadline: 1000, leaseReserve: 500, firstWait: 20, patience: 20_000 } as const;
const clock = createShiftedClock();

/** How far a process is ahead of the real time, when the tokens that were connected just now have expired. */
const ahead = (): number => clock.now() - systemClock.now() + forward;

let judge: Judge;
let lenient: Judge;
const children: ChildProcess[] = [];

beforeAll(async () => {
  judge = await openJudge();
  lenient = await openJudge({ rotates: false });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await Promise.all([judge.close(), lenient.close()]);
});

function start(
  of: Judge,
  users: readonly Actor[],
  callers: number,
): { readonly child: ChildProcess; readonly answers: Promise<unknown> } {
  const script = fileURLToPath(new URL("../fixtures/refreshing-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  children.push(child);
  const { requestUrl, workerUrl } = server;
  const order = {
    requestUrl,
    workerUrl,
    keys,
    provider: of.options,
    refresh,
    forward: ahead(),
    users: users.map(({ userId }) => userId),
    callers,
  };
  child.stdin.end(JSON.stringify(order));
  const answers = (async () => {
    let printed = "";
    for await (const part of child.stdout.setEncoding("utf8")) printed += part as string;
    return printed === "" ? undefined : (JSON.parse(printed) as unknown);
  })();
  return { child, answers };
}

const openNode = (of: Judge): TokenNode =>
  openTokenNode({ server, keyring: Keyring.parse(keys), clock, providers: { [providerName]: of.options }, refresh });

/** Starts a process that refreshes, and kills it when the provider has acted and its answer is on the way. */
async function killDuringRefresh(of: Judge, actor: Actor, kind: "hold answer" | "hold call"): Promise<void> {
  of.next("/token", { kind });
  const { child } = start(of, [actor], 1);
  const hold = await of.held();
  child.kill("SIGKILL");
  await once(child, "exit");
  hold.release();
}

const rowOf = async ({ userId }: Actor) =>
  (
    await server.query<Record<string, unknown>>(
      "select status, status_reason as reason from holdfast.held_token where user_id = $1",
      [userId],
    )
  )[0]!;

test(
  "[TK-19, L-16] three processes with twenty callers each refresh once, and all of them get the same token",
  { timeout: 60_000 },
  async () => {
    const node = openNode(judge);
    const users = [await newConnection(server, judge, node, clock), await newConnection(server, judge, node, clock)];
    const answers = await Promise.all([1, 2, 3].map(() => start(judge, users, 20).answers));
    expect(judge.refreshes).toHaveLength(users.length);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((answers[0] as string[][]).flat().toSorted()).toEqual(judge.given.map(({ access }) => access).toSorted());
    await node.close();
  },
);

test(
  "[TK-21] killed between the answer and the commit: one retry, which the provider takes for theft, then reconnect with its reason",
  { timeout: 60_000 },
  async () => {
    const node = openNode(judge);
    const actor = await newConnection(server, judge, node, clock);
    const before = judge.refreshes.length;
    await killDuringRefresh(judge, actor, "hold answer");
    clock.forward(forward);
    expect([await get(node, actor), await get(node, actor)]).toEqual(["reconnect_required", "reconnect_required"]);
    expect(judge.refreshes.length - before).toBe(2);
    expect((await rowOf(actor))["reason"]).toContain("The answer to a refresh was lost");
    const events = await server.query<{ action: string }>(
      "select action from holdfast.audit_event where user_id = $1 order by at, id",
      [actor.userId],
    );
    expect(events.map(({ action }) => action)).toEqual(["held_token_put", "reconnect_required"]);
    await node.close();
  },
);

test(
  "[TK-21] killed in the same moment with a provider that does not rotate: the one retry brings the token",
  { timeout: 60_000 },
  async () => {
    const node = openNode(lenient);
    const actor = await newConnection(server, lenient, node, clock);
    const before = lenient.refreshes.length;
    await killDuringRefresh(lenient, actor, "hold answer");
    clock.forward(forward);
    expect([await get(node, actor), lenient.refreshes.length - before]).toEqual([lenient.given.at(-1)!.access, 2]);
    await node.close();
  },
);

test("[TK-21] killed twice: nobody tries a third time", { timeout: 60_000 }, async () => {
  const node = openNode(lenient);
  const actor = await newConnection(server, lenient, node, clock);
  const before = lenient.refreshes.length;
  await killDuringRefresh(lenient, actor, "hold answer");
  await killDuringRefresh(lenient, actor, "hold answer");
  clock.forward(forward);
  expect([await get(node, actor), lenient.refreshes.length - before]).toEqual(["reconnect_required", 2]);
  expect((await rowOf(actor))["reason"]).toContain("so was that to the one retry");
  await node.close();
});
