// F10: the wall clock jumps by hours and by more than a year, forward and back, under load. Durations go on; nothing expires or is removed by it.
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import { play, type Scene } from "./scene.js";

export const clock: Scenario = {
  name: "clock",
  fault: "F10",
  purpose: "the wall clock of the process jumps by two hours and by 400 days, forward and back, while writers work",
  run: (run) => play(run, {}, jumpOften),
};

const [hour, day] = [3_600_000, 86_400_000];
const jumps = [2 * hour, -2 * hour, 400 * day, -400 * day];
/** Longest answer that a busy machine may need; a duration taken from a clock that jumped would be hours. */
const longestAnswerMs = 10_000;

async function jumpOften(scene: Scene): Promise<number> {
  const { short, say, stage, tally, startWorker, write, chance, recovered, ledger } = scene;
  const rounds = scene.count ?? (short ? 1 : 6);
  const worker = await startWorker();
  const sessions = await Promise.all(stage.users.map((userId) => worker.ask("signIn", { userId })));
  let longest = 0;
  write({ thinkMs: 20, onAnswer: (milliseconds) => void (longest = Math.max(longest, milliseconds)) });
  let injected = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const milliseconds of jumps) {
      await worker.ask("jump", { milliseconds });
      injected += 1;
      const began = performance.now();
      await expectNothingEnded(scene, sessions, milliseconds);
      recovered(performance.now() - began);
      await pause(chance.between(200, 500));
      await expectDurations(scene, milliseconds);
      await worker.ask("jump", { milliseconds: -milliseconds });
    }
    say(`${injected} jumps, ${ledger.acknowledged} operations acknowledged, longest answer ${Math.round(longest)} ms`);
  }
  if (longest > longestAnswerMs) tally.wrong(`An answer took ${Math.round(longest)} ms.`);
  await expectTimes(scene);
  return injected;
}

/** Nobody is signed out, and nobody stays signed in for longer. */
async function expectNothingEnded({ crew, tally }: Scene, sessions: readonly string[], jump: number): Promise<void> {
  const worker = await crew.worker();
  const said = await Promise.all(sessions.map((session) => worker.ask("verify", { session })));
  const ended = said.filter((status) => status !== "valid");
  if (ended.length > 0) tally.wrong(`After a jump of ${jump} ms ${ended.length} of ${said.length} sessions were ${ended[0]}.`);
}

/** Lag and ages are durations of this process. */
async function expectDurations({ crew, tally }: Scene, jump: number): Promise<void> {
  const { drain, journal } = await (await crew.worker()).ask("status", {});
  for (const [name, value] of Object.entries({ oldest: drain.oldestPendingMs, lag: drain.lastLagMs, batch: drain.lastBatchMs }))
    if (value < 0 || value > hour) tally.wrong(`After a jump of ${jump} ms the drain says ${name}: ${value} ms.`);
  if (journal.lastPosition > 0 && journal.segments === 0) tally.wrong(`After a jump of ${jump} ms the journal kept no segment.`);
}

/** The trail and the tokens have the times at which things happened. */
async function expectTimes({ stage, tally }: Scene): Promise<void> {
  const [row] = await stage.query<{ readonly strange: number; readonly sessions: number }>(
    `select
       (select count(*)::int from holdfast.audit_event where at not between now() - interval '1 day' and now() + interval '10 minutes') as strange,
       (select count(*)::int from holdfast.issued_token where revoked_at is null and expires_at > now() + interval '1 day') as sessions`,
  );
  if (row?.strange !== 0) tally.wrong(`${row?.strange} rows of the trail have a time that never was.`);
  if (row?.sessions !== stage.users.length)
    tally.wrong(`${row?.sessions} of ${stage.users.length} sessions are left in the table.`);
}
