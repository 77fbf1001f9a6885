// F19: crash after crash while the one before is still being recovered from. It converges: each start is as good as the first.
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import { play, type Scene } from "./scene.js";

export const crashLoop: Scenario = {
  name: "crash-loop",
  fault: "F19",
  purpose: "200 crashes in a row while recovering",
  run: (run) => play(run, {}, crashAgainAndAgain),
};

async function crashAgainAndAgain({
  chance,
  say,
  count,
  short,
  crew,
  ledger,
  startWorker,
  write,
  recovered,
}: Scene): Promise<number> {
  const crashes = count ?? (short ? 20 : 200);
  const worker = await startWorker();
  const load = write({ count: 40, thinkMs: 0, acks: ["journal"] });
  await pause(1500);
  const stopping = load.stop();
  await crew.kill();
  let opened = 0;
  // What a start takes here decides what "while recovering" means.
  const usual = await measureStart(crew);
  for (let crashed = 1; crashed <= crashes; crashed += 1) {
    const next = crew.spawn();
    const open = next.opened().then(
      () => void (opened += 1),
      () => undefined,
    );
    await pause(chance.next() * usual * 1.3);
    await next.kill();
    await open;
    if (crashed % 20 === 0) say(`${crashed} crashes, ${opened} of them after it had opened`);
  }
  const began = performance.now();
  await startWorker();
  recovered(performance.now() - began);
  await stopping;
  say(`${ledger.acknowledged} operations had been acknowledged by process ${worker.pid}`);
  return crashes + 1;
}

async function measureStart(crew: Scene["crew"]): Promise<number> {
  const began = performance.now();
  const worker = crew.spawn();
  await worker.opened();
  const passed = performance.now() - began;
  await worker.kill();
  return passed;
}
