// F12: a second start on the same directory or the same database, a stale lock, a copied directory. One writes; the others say what to do.
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import type { WorkerOrder } from "../worker/protocol.js";
import { WorkerRefusal } from "../worker/worker.js";
import { play, type Scene } from "./scene.js";

export const secondStart: Scenario = {
  name: "second-start",
  fault: "F12",
  purpose: "second starts, stale locks, copied directories: one writes, the others refuse or wait",
  run: (run) => play(run, {}, startTwice),
};

async function startTwice(scene: Scene): Promise<number> {
  const { stage, crew, startWorker, write, say, short } = scene;
  const rounds = scene.count ?? (short ? 1 : 5);
  const other = await stage.folder("other-journal");
  await startWorker();
  write();
  let injected = 0;
  for (let round = 0; round < rounds; round += 1) {
    await pause(300);
    await refused(scene, {}, "journal_locked", "a second start on the same directory");
    await refused(scene, { directory: other }, "journal_locked", "a second journal on the same database");
    const copy = await copyJournal(scene, round);
    await refused(scene, { directory: copy }, "journal_locked", "a copied directory beside its original");
    await takeOver(scene);
    // The original has gone on since: the copy lacks what the database has.
    await stepAside(scene, () => refused(scene, { directory: copy }, "journal_damaged", "an older copy of the directory"));
    await crew.kill();
    await startWorker();
    injected += 6;
    say(`round ${round + 1} of ${rounds}: five starts refused or waited, one stale lock taken over`);
  }
  return injected;
}

async function refused({ crew, tally }: Scene, order: Partial<WorkerOrder>, code: string, what: string): Promise<void> {
  const worker = crew.spawn(order);
  const said = await worker.opened().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  const fits = said instanceof WorkerRefusal && said.code === code;
  if (!fits) tally.wrong(`${what} should be refused with ${code}, and was: ${said?.message ?? "opened"}.`);
  if (!worker.gone) await worker.kill();
}

/** A journal directory as somebody copies it while it is in use. */
async function copyJournal({ stage }: Scene, round: number): Promise<string> {
  const copy = join(await stage.folder("copies"), `copy-${round}`);
  await cp(stage.order.directory, copy, { recursive: true, filter: (path) => !/\/(lock|spare)[^/]*$/.test(path) });
  return copy;
}

/** A rolling deploy: the next process waits for the one before to finish, and goes on where it ended. */
async function takeOver({ crew, tally, firstUser, recovered }: Scene): Promise<void> {
  const worker = await crew.worker();
  const next = crew.spawn({ lockPatienceMs: 20_000 });
  await pause(300);
  crew.dismiss();
  const began = performance.now();
  if ((await worker.close()) !== "applied") tally.wrong("A process that was told to end left operations behind.");
  await next.opened();
  await next.ask("groups", { userId: firstUser });
  recovered(performance.now() - began);
  crew.appoint(next);
}

/** Ends the worker in good order, does something while nobody is there, and starts the next. */
async function stepAside({ crew, startWorker }: Scene, meanwhile: () => Promise<void>): Promise<void> {
  const worker = await crew.worker();
  crew.dismiss();
  await worker.close();
  await meanwhile();
  await startWorker();
}
