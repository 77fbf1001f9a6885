// F1: kill -9 at random moments and at each step of the write path. No acknowledged operation is lost, none is applied twice.
import { setTimeout as pause } from "node:timers/promises";
import type { Outcome, Run, Scenario } from "../scenario.js";
import { tracerFault } from "../stage/mount.js";
import { killAtSteps } from "./kill-steps.js";
import { play, type Scene } from "./scene.js";

export const kill: Scenario = {
  name: "kill",
  fault: "F1",
  purpose: "kill -9 at random moments and at each step of the write path, under 20 concurrent writers",
  run: killOften,
};

async function killOften(run: Run): Promise<Outcome> {
  const figures = { atRandom: 0, atSteps: 0, bySteps: 0 };
  const outcome = await play(run, {}, async (scene) => {
    await scene.startWorker();
    scene.write();
    figures.atRandom = await killAtRandom(scene);
    const fault = await tracerFault();
    if (fault !== undefined) {
      scene.say(`The steps of the write path were left out: strace cannot trace here. ${fault}`);
      return figures.atRandom;
    }
    const { killed, reached } = await killAtSteps(scene, run.short ? 1 : Math.max(1, Math.round(figures.atRandom / 50)));
    [figures.atSteps, figures.bySteps] = [killed, reached];
    if (reached === 0) scene.tally.wrong("No step of the write path was reached: nothing was killed there.");
    return figures.atRandom + killed;
  });
  return { ...outcome, figures };
}

async function killAtRandom({ chance, say, count, short, crew, ledger, startWorker }: Scene): Promise<number> {
  const kills = count ?? (short ? 8 : 100);
  for (let killed = 1; killed <= kills; killed += 1) {
    await pause(chance.between(20, 300));
    await crew.kill();
    await startWorker();
    if (killed % 10 === 0 || killed === kills) say(`${killed} kills, ${ledger.acknowledged} operations acknowledged`);
  }
  return kills;
}
