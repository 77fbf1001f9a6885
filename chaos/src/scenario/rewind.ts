// F14: the database is restored to an earlier moment while writers work. It is brought forward from the segments that the journal kept.
import { setTimeout as pause } from "node:timers/promises";
import type { Outcome, Run, Scenario } from "../scenario.js";
import { backUp, restore } from "../stage/backup.js";
import type { Worker } from "../worker/worker.js";
import { play, type Scene } from "./scene.js";
import { settle } from "./settle.js";

export const rewind: Scenario = {
  name: "rewind",
  fault: "F14",
  purpose: "PostgreSQL restored to an earlier moment, under a running process and before the start of one",
  run: rewindOften,
};

/** Few views fit, so that users are read from a database which has just forgotten what they did. */
const viewBytes = 16 * 1024;
const patienceMs = 60_000;

async function rewindOften(run: Run): Promise<Outcome> {
  const figures = { broughtForward: 0, mostAtOnce: 0 };
  const outcome = await play(run, { users: 60, order: () => ({ segmentBytes: 256 * 1024, viewBytes }) }, (scene) =>
    act(scene, figures),
  );
  return { ...outcome, figures };
}

interface Figures {
  broughtForward: number;
  mostAtOnce: number;
}

async function act(scene: Scene, figures: Figures): Promise<number> {
  const { short, say, ledger, chance, startWorker, write, tally, crew } = scene;
  const rounds = scene.count ?? (short ? 2 : 12);
  await startWorker();
  write({ count: 60, thinkMs: 40 });
  for (let round = 1; round <= rounds; round += 1) {
    await pause(chance.between(100, 400));
    const backup = await backUp(scene.stage);
    await pause(chance.between(500, 1500));
    await settle(await crew.worker(), tally);
    const forgotten = round % 2 === 1 ? await underWorker(scene, backup) : await beforeStart(scene, backup);
    if (forgotten === 0) tally.wrong(`Restoration ${round} had nothing to bring forward.`);
    figures.broughtForward += forgotten;
    figures.mostAtOnce = Math.max(figures.mostAtOnce, forgotten);
    say(`${round} restorations, ${forgotten} operations brought forward, ${ledger.acknowledged} acknowledged`);
  }
  return rounds;
}

/** The process that wrote what is gone is still there. Answers how many operations it brought forward. */
async function underWorker({ crew, stage, recovered, tally }: Scene, backup: string): Promise<number> {
  const worker = await crew.worker();
  const before = await worker.ask("status", {});
  await restore(stage, backup);
  const began = performance.now();
  for (;;) {
    const { drain, journal } = await worker.ask("status", {});
    const passed = performance.now() - began;
    if (drain.rewinds > before.drain.rewinds && drain.conservation.applied >= before.journal.lastPosition) {
      recovered(passed);
      if (!drain.conservation.holds) tally.wrong(`The counts do not add up: ${JSON.stringify(drain.conservation)}.`);
      return forgottenBy(worker, "The database is at an earlier moment");
    }
    if (passed > patienceMs) {
      tally.wrong(`Not brought forward after ${patienceMs} ms: ${JSON.stringify({ drain, journal })}.`);
      return 0;
    }
    await pause(10);
  }
}

/** Nobody was there: the next process finds the database behind its journal. */
async function beforeStart({ crew, stage, startWorker }: Scene, backup: string): Promise<number> {
  await crew.kill();
  await restore(stage, backup);
  const worker = await startWorker();
  return forgottenBy(worker, "Operations from before the start");
}

/** What the process itself says, in the last line that begins so. */
function forgottenBy(worker: Worker, beginning: string): number {
  const line = worker.lines.findLast((each) => each.includes(beginning));
  return line === undefined ? 0 : (JSON.parse(line) as { readonly operations: number }).operations;
}
