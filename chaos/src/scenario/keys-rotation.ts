// A rotation of everything under a new key, beside two writers, by processes that are killed; then a census and every row opened.
import type { UserId } from "@holdfast/contract";
import { generateKey, Keyring, openTokenStore } from "holdfast";
import type { Run } from "../scenario.js";
import { accessOf, platformTokens } from "../stage/plaintext.js";
import type { Stage } from "../stage/stage.js";
import type { StoreOrder } from "../worker/store-protocol.js";
import { StoreWorker } from "../worker/store-worker.js";
import { inParts, partSize } from "./in-parts.js";
import { untilDone } from "./until-done.js";

export interface Rotated {
  readonly rows: number;
  readonly kills: number;
  readonly keysInUse: number;
  readonly written: number;
  /** Tokens that are not what was written last. */
  readonly lost: number;
  /** Of the process that came to the end, writers beside it. */
  readonly rowsPerSecond: number;
  readonly longestMs: number;
  readonly problems: readonly string[];
}

const { provider } = platformTokens;
const written = 500;

export async function rotateUnderFire(run: Run, stage: Stage): Promise<Rotated> {
  const { requestUrl, workerUrl, keys } = stage.order;
  const newest = generateKey("newest").reveal();
  const order: StoreOrder = { requestUrl, workerUrl, keys: `${newest},${keys}` };
  const { users } = stage;
  const known = await startTexts(run, stage.order, users);
  const writers = [new StoreWorker(run.program, order), new StoreWorker(run.program, order)];
  const problems: string[] = [];
  try {
    await Promise.all(writers.map((writer) => writer.opened()));
    const shares = [users.slice(20, 20 + written), users.slice(-written)];
    const writing = writers.map((writer, index) => writer.send("write", { users: shares[index] ?? [], provider }));
    const deaths = [users.length / 5, users.length / 5];
    // Small batches leave something for each process.
    const asked = run.short ? { batchSize: 50 } : {};
    const { brought, kills, milliseconds } = await untilDone({ program: run.program, order, name: "rotate", asked, deaths });
    await Promise.all(writers.map((writer) => writer.send("stopWriting", {})));
    const writes = await Promise.all(writing);
    if (!brought.finished) problems.push("The rotation did not come to its end.");
    const last = Object.assign({}, ...writes.map((one) => one.last)) as Readonly<Record<string, string>>;
    const inUse = await keysInUse(stage);
    if (inUse.length !== 1 || inUse[0] !== "newest") problems.push(`After the rotation rows are under ${inUse.join(", ")}.`);
    const expected = (userId: UserId): string => last[userId] ?? known.get(userId) ?? accessOf(userId);
    const { rows, lost } = await readAll(run, stage, newest, expected, problems);
    const total = writes.reduce((sum, one) => sum + one.written, 0);
    const rowsPerSecond = Math.round(brought.resealed / (milliseconds / 1000));
    return { rows, kills, keysInUse: inUse.length, written: total, lost, rowsPerSecond, longestMs: milliseconds, problems };
  } finally {
    await Promise.all(writers.map((writer) => writer.close()));
  }
}

/** The first rows have been written to before: what they hold now. */
async function startTexts(run: Run, order: StoreOrder, users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>> {
  const worker = new StoreWorker(run.program, order);
  try {
    await worker.opened();
    const texts = new Map<UserId, string>();
    for (const part of inParts(users, partSize)) {
      const shown = await worker.send("get", { users: part, provider, callers: 1 });
      for (const [index, userId] of part.entries()) texts.set(userId, shown[index]?.[0] ?? "");
    }
    return texts;
  } finally {
    await worker.close();
  }
}

async function keysInUse({ query }: Stage): Promise<readonly string[]> {
  const found = await query<{ readonly keyId: string }>('select distinct key_id as "keyId" from holdfast.held_token order by 1');
  return found.map(({ keyId }) => keyId);
}

/** With the newest key alone: every row opens, and every token is the last that was written. */
async function readAll(
  run: Run,
  { users, order: { requestUrl, workerUrl } }: Stage,
  newest: string,
  expected: (userId: UserId) => string,
  problems: string[],
): Promise<{ readonly rows: number; readonly lost: number }> {
  const store = await openTokenStore({ database: { requestUrl, workerUrl, poolSize: 2 }, keyring: Keyring.parse(newest) });
  const report = await store.keys.verify();
  await store.close();
  if (report.failed > 0) problems.push(`${report.failed} rows do not open under the newest key alone.`);
  const worker = new StoreWorker(run.program, { requestUrl, workerUrl, keys: newest });
  try {
    await worker.opened();
    let lost = 0;
    for (const part of inParts(users, partSize)) {
      const shown = await worker.send("get", { users: part, provider, callers: 1 });
      const wrong = part.flatMap((userId, index) =>
        shown[index]?.[0] === expected(userId) ? [] : [shown[index]?.[0] ?? "nothing"],
      );
      if (lost === 0 && wrong.length > 0) problems.push(`The first token that is not as it was written shows "${wrong[0]}".`);
      lost += wrong.length;
    }
    return { rows: report.opened, lost };
  } finally {
    await worker.close();
  }
}
