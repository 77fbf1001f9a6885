// F11: several processes contend for one journal directory and one database. One wins at a time, and the order stays one.
import { setTimeout as pause } from "node:timers/promises";
import type { OperationId } from "@holdfast/contract";
import type { Scenario } from "../scenario.js";
import { type Worker, WorkerRefusal } from "../worker/worker.js";
import { play, type Scene } from "./scene.js";

const contenders = 4;

export const race: Scenario = {
  name: "race",
  fault: "F11",
  purpose: "four processes contend for one journal; the winner is killed; the lock's connection is cut",
  run: (run) => play(run, {}, contend),
};

async function contend(scene: Scene): Promise<number> {
  const { short, write, say, crew } = scene;
  const rounds = scene.count ?? (short ? 3 : 25);
  write();
  for (let round = 1; round <= rounds; round += 1) {
    const winner = await oneWins(scene);
    await pause(200);
    await inheritance(scene, winner);
    await pause(200);
    await cutLock(scene);
    await crew.kill();
    if (round % 5 === 0 || round === rounds) say(`${round} rounds`);
  }
  await scene.startWorker();
  return rounds * 3;
}

/** All start at the same moment without patience: exactly one opens. */
async function oneWins({ crew, tally, firstUser }: Scene): Promise<Worker> {
  const starters = Array.from({ length: contenders }, () => crew.spawn());
  const outcomes = await Promise.all(
    starters.map((worker) =>
      worker.opened().then(
        () => worker,
        (error: unknown) => error,
      ),
    ),
  );
  const winners = outcomes.filter((outcome): outcome is Worker => starters.includes(outcome as Worker));
  const refused = outcomes.filter((outcome) => outcome instanceof WorkerRefusal && outcome.code === "journal_locked");
  const [winner] = winners;
  if (winners.length !== 1 || refused.length !== contenders - 1)
    tally.wrong(
      `Of ${contenders} starters ${winners.length} opened and ${refused.length} were refused: ${outcomes.map(String).join("; ")}.`,
    );
  if (winner === undefined) throw new Error("Nobody opened.");
  await winner.ask("groups", { userId: firstUser });
  crew.appoint(winner);
  return winner;
}

/** Several wait while one writes; it is killed; one of them goes on, and the others still wait. */
async function inheritance({ crew, tally, recovered, firstUser }: Scene, winner: Worker): Promise<void> {
  const heirs = Array.from({ length: contenders - 1 }, () => crew.spawn({ lockPatienceMs: 30_000 }));
  const first = Promise.race(heirs.map((heir) => heir.opened().then(() => heir)));
  await pause(700);
  crew.dismiss();
  const began = performance.now();
  await winner.kill();
  const heir = await first;
  await heir.ask("groups", { userId: firstUser });
  recovered(performance.now() - began);
  crew.appoint(heir);
  await pause(300);
  let opened = 0;
  for (const other of heirs.filter((each) => each !== heir)) {
    void other.opened().then(
      () => void (opened += 1),
      () => undefined,
    );
    await other.kill();
  }
  if (opened > 0) tally.wrong(`${opened + 1} processes had the journal open at once.`);
}

/** The connection that holds the lock of the database is ended while a stranger with another journal waits for it. */
async function cutLock({ crew, stage, tally, chance, ledger, firstUser }: Scene): Promise<void> {
  const directory = await stage.folder("stranger");
  const owner = await crew.worker();
  const stranger = crew.spawn({ directory, lockPatienceMs: 3000 });
  const outcome = stranger.opened().then(
    () => "opened",
    (error: unknown) => (error instanceof WorkerRefusal ? error.code : String(error)),
  );
  await pause(700);
  await stage.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdfast feed lock' and state = 'idle' and pid in (select pid from pg_locks where locktype = 'advisory' and granted)",
  );
  if ((await outcome) !== "opened") return;
  // The stranger has the lock now. Whoever feeds without it gives a user's changes a second order.
  const line = ledger.asked({
    operationId: chance.uuid() as OperationId,
    userId: firstUser,
    ack: "database",
    change: { kind: "clear_all" },
  });
  const { operationId, ack, change } = line;
  await owner.ask("perform", { actor: { userId: firstUser }, request: { operationId, ack, change } }).then(
    (answer) => {
      ledger.answered(line, answer);
      tally.wrong("Another journal has the database's lock, and the first one was still applied.");
    },
    (error: unknown) => {
      if (!(error instanceof WorkerRefusal)) throw error;
    },
  );
  await stranger.close();
}
