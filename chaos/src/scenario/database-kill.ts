// F2: kill -9 of the whole PostgreSQL while writers are at work. Users in memory write on; the drain catches up by itself.
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import { signalFamily } from "../stage/process-family.js";
import { play, type Scene } from "./scene.js";
import { settle } from "./settle.js";

export const databaseKill: Scenario = {
  name: "database-kill",
  fault: "F2",
  purpose: "kill -9 of PostgreSQL, postmaster and children, while users in memory write on",
  run: (run) => play(run, {}, killDatabase),
};

async function killDatabase(scene: Scene): Promise<number> {
  const { chance, say, count, short, crew, ledger, stage, tally, startWorker, write, recovered } = scene;
  const kills = count ?? (short ? 2 : 15);
  const worker = await startWorker();
  write({ acks: ["journal"], thinkMs: 40 });
  for (let killed = 1; killed <= kills; killed += 1) {
    await pause(chance.between(200, 800));
    await signalFamily(stage.postgres.pid, "SIGKILL");
    const before = ledger.acknowledged;
    await pause(chance.between(200, 1000));
    const meanwhile = ledger.acknowledged - before;
    if (meanwhile === 0) tally.wrong(`Kill ${killed}: no user in memory could write while the database was away.`);
    await stage.postgres.restart();
    recovered(await settle(worker, tally));
    say(`${killed} kills; ${meanwhile} operations acknowledged while the database was away`);
  }
  if ((await crew.worker()) !== worker) tally.wrong("The worker did not survive.");
  return kills;
}
