// F1: kill -9 at random moments under concurrent writers. No acknowledged operation is lost, none is applied twice.
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import { play, type Scene } from "./scene.js";

export const kill: Scenario = {
  name: "kill",
  fault: "F1",
  purpose: "kill -9 at random moments under 20 concurrent writers",
  run: (run) => play(run, {}, killOften),
};

async function killOften({ chance, say, count, short, crew, ledger, startWorker, write }: Scene): Promise<number> {
  const kills = count ?? (short ? 8 : 100);
  await startWorker();
  write();
  for (let killed = 1; killed <= kills; killed += 1) {
    await pause(chance.between(20, 300));
    await crew.kill();
    await startWorker();
    if (killed % 10 === 0 || killed === kills) say(`${killed} kills, ${ledger.acknowledged} operations acknowledged`);
  }
  return kills;
}
