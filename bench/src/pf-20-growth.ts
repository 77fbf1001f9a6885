// PF-20: ten times the users in memory, and the same questions and changes of the same users; and spread over all of them.
import type { Actor, RecordId, UserId } from "@holdfast/contract";
import type { Holdfast } from "holdfast";
import { type Bench, type Claim, requireSame, shareOf } from "./claim.js";
import { isIn } from "./pf-04-is-selected.js";
import { clicks, openWarm, perSecond } from "./pf-06-acknowledge.js";
import { microsecondsEachNow } from "./side-by-side.js";
import { onStage, type Stage } from "./stage.js";

const fewUsers = 200;
const callers = 100;

export const growth: Claim = {
  id: "PF-20",
  name: "growth",
  purpose: "the same with ten times the users in memory",
  run: (bench) => onStage((stage) => measure(bench, stage)),
};

interface Crowd {
  readonly inMemory: readonly Actor[];
  /** Those who ask and change. */
  readonly busy: readonly Actor[];
  /** By round. */
  readonly asked: number[];
  readonly changed: number[];
}

async function measure(bench: Bench, stage: Stage): Promise<void> {
  const records = await stage.addRecords(2000);
  const users = (await stage.addUsers(shareOf(bench, fewUsers) * 10)).map((userId): Actor => ({ userId }));
  const some = users.slice(0, users.length / 10);
  const few: Crowd = { inMemory: some, busy: some, asked: [], changed: [] };
  const many: Crowd = { inMemory: users, busy: some, asked: [], changed: [] };
  const spread: Crowd = { inMemory: users, busy: users, asked: [], changed: [] };
  // In turn, as everything here: one process after the other, because one journal feeds a database.
  for (let round = 0; round < bench.rounds; round += 1)
    for (const crowd of [few, many, spread]) await measureCrowd(bench, stage, crowd, records);
  const row = { id: "PF-20", peerName: "a tenth of the users" };
  bench.add({ ...row, case: "PF-04, is selected", unit: "µs", ours: many.asked, peer: few.asked, goal: "≤1.3" });
  bench.add({ ...row, case: "PF-06, 100 callers", unit: "/s", ours: many.changed, peer: few.changed, goal: "≥0.769" });
  bench.add({ ...row, case: "PF-04, spread over all", unit: "µs", ours: spread.asked, peer: few.asked, goal: "" });
  bench.add({ ...row, case: "PF-06, spread over all", unit: "/s", ours: spread.changed, peer: few.changed, goal: "" });
}

async function measureCrowd(bench: Bench, stage: Stage, crowd: Crowd, records: readonly RecordId[]): Promise<void> {
  const { inMemory, busy } = crowd;
  const holdfast = await openWarm(stage, inMemory, records);
  await stage.proxy.cut();
  const questions = shareOf(bench, 100_000);
  const operations = shareOf(bench, 8000);
  // Once to warm up.
  for (const times of [0, 1]) {
    const asked = ask(holdfast, busy, questions, records);
    const changed = await change(holdfast, busy, operations, records);
    if (times === 1) crowd.asked.push(asked);
    if (times === 1) crowd.changed.push(changed);
  }
  requireSame("users in memory", holdfast.status().views.users, inMemory.length);
  await holdfast.close(1);
  await stage.proxy.restore();
}

function ask(holdfast: Holdfast, actors: readonly Actor[], questions: number, records: readonly RecordId[]): number {
  return microsecondsEachNow(questions, (index) =>
    isIn(holdfast, actors[index % actors.length]?.userId as UserId, records[(index * 31) % 40] as RecordId),
  );
}

/** Another user each time. */
function change(holdfast: Holdfast, actors: readonly Actor[], operations: number, records: readonly RecordId[]): Promise<number> {
  const click = clicks(holdfast, actors, records);
  return perSecond(callers, operations, (_, index) => click((index >> 1) * 13, index));
}
