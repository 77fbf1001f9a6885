// Plaintext tokens of two shapes are taken over by processes that are killed on the way; wiped at the end, when that is asked for.
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore } from "holdfast";
import type { Outcome, Run, Scenario } from "../scenario.js";
import { accessOf, fillPlaintext, lookAtPlaintext, type PlainShape, platformTokens, renamedTokens } from "../stage/plaintext.js";
import { onStage, type Stage } from "../stage/stage.js";
import { StoreWorker } from "../worker/store-worker.js";
import { inParts, partSize } from "./in-parts.js";
import { untilDone } from "./until-done.js";

export const importing: Scenario = {
  name: "import",
  fault: "F1",
  purpose:
    "plaintext tokens of two shapes are taken over by processes that are killed on the way, and wiped when that is asked for",
  run: (run) => {
    const rows = run.count ?? (run.short ? 2000 : 100_000);
    return onStage({ users: rows, records: 1 }, (stage) => takeOver(run, stage));
  },
};

interface Taken {
  readonly kills: number;
  readonly lost: number;
  readonly doubled: number;
  readonly rowsPerSecond: number;
  readonly longestMs: number;
}

async function takeOver(run: Run, stage: Stage): Promise<Outcome> {
  const problems: string[] = [];
  const taken: Taken[] = [];
  for (const shape of [platformTokens, renamedTokens]) taken.push(await takeShape(run, stage, shape, problems));
  const total = (count: "kills" | "lost" | "doubled"): number => taken.reduce((sum, one) => sum + one[count], 0);
  const rows = stage.users.length;
  return {
    injected: total("kills"),
    acknowledged: rows * taken.length,
    lost: total("lost"),
    doubled: total("doubled"),
    longestRecoveryMs: Math.max(...taken.map(({ longestMs }) => longestMs)),
    problems,
    figures: { rows, platformTokensPerSecond: taken[0]?.rowsPerSecond ?? 0, renamedPerSecond: taken[1]?.rowsPerSecond ?? 0 },
  };
}

async function takeShape(run: Run, stage: Stage, shape: PlainShape, problems: string[]): Promise<Taken> {
  const { query, users, order } = stage;
  const rows = users.length;
  await fillPlaintext(query, shape, users);
  const before = await lookAtPlaintext(query, shape);
  const source = { ...shape.source, url: stage.adminUrl };
  const journey = { program: run.program, order, name: "import", asked: { source, wipe: false } } as const;
  const first = await untilDone({ ...journey, deaths: [rows / 4, rows / 2] });
  const { copied, verified, already, finished } = first.brought;
  run.say(`${source.table}: ${already} rows were done by processes that were killed, ${copied} by the last one`);
  if (!finished || copied + already !== rows || verified > rows)
    problems.push(`${source.table}: ${JSON.stringify(first.brought)}.`);
  if (already === 0) problems.push(`${source.table}: nothing of what a killed process had done was kept.`);
  const after = await lookAtPlaintext(query, shape);
  if (after.digest !== before.digest) problems.push(`${source.table}: the source was changed though nobody had asked for that.`);
  const wiping = { ...journey, asked: { source, wipe: true } };
  const second = await untilDone({ ...wiping, deaths: [rows / 3] });
  const left = await lookAtPlaintext(query, shape);
  if (left.rows !== rows || left.secrets !== 0)
    problems.push(`${source.table}: ${left.secrets} secrets were left in the source.`);
  const held = await count(stage, shape);
  const lost = await countLost(run, stage, shape.provider);
  await openAll(stage, problems);
  return {
    kills: first.kills + second.kills,
    lost,
    doubled: Math.max(0, held - rows),
    rowsPerSecond: Math.round(copied / (first.milliseconds / 1000)),
    longestMs: Math.max(first.milliseconds, second.milliseconds),
  };
}

async function count({ query }: Stage, { provider }: PlainShape): Promise<number> {
  const [found] = await query<{ readonly rows: number }>(
    "select count(*)::integer as rows from holdfast.held_token where provider = $1",
    [provider],
  );
  return found?.rows ?? 0;
}

/** Users whose token is not the text that the source had. Of very many, every tenth is asked. */
async function countLost(run: Run, { users, order }: Stage, provider: string): Promise<number> {
  const asked = users.length > 20_000 ? users.filter((_, index) => index % 10 === 0) : users;
  const worker = new StoreWorker(run.program, order);
  try {
    await worker.opened();
    let lost = 0;
    for (const part of inParts<UserId>(asked, partSize)) {
      const shown = await worker.send("get", { users: part, provider, callers: 1 });
      lost += part.filter((userId, index) => shown[index]?.[0] !== accessOf(userId)).length;
    }
    return lost;
  } finally {
    await worker.close();
  }
}

async function openAll({ order: { requestUrl, workerUrl, keys } }: Stage, problems: string[]): Promise<void> {
  const store = await openTokenStore({ database: { requestUrl, workerUrl, poolSize: 2 }, keyring: Keyring.parse(keys) });
  try {
    const report = await store.keys.verify();
    if (report.failed > 0) problems.push(`${report.failed} rows do not open.`);
  } finally {
    await store.close();
  }
}
