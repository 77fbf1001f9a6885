// F8: connections to the database are reset at random, also between COMMIT and its answer. Everything is applied exactly once.
import { setTimeout as pause } from "node:timers/promises";
import { createFaultProxy, type FaultProxy } from "holdfast/testing";
import type { Outcome, Run, Scenario } from "../scenario.js";
import type { Worker } from "../worker/worker.js";
import { play, type Scene } from "./scene.js";

export const reset: Scenario = {
  name: "reset",
  fault: "F8",
  purpose: "connections reset at random, in the middle of queries and of COMMIT",
  run: resetOften,
};

async function resetOften(run: Run): Promise<Outcome> {
  const holder: { proxy?: FaultProxy } = {};
  try {
    return await play(
      run,
      {
        order: async ({ order, port }) => {
          const proxy = await createFaultProxy(port);
          holder.proxy = proxy;
          return { requestUrl: proxy.url(order.requestUrl), workerUrl: proxy.url(order.workerUrl) };
        },
      },
      (scene) => act(scene, holder.proxy),
    );
  } finally {
    await holder.proxy?.close();
  }
}

async function act(scene: Scene, proxy: FaultProxy | undefined): Promise<number> {
  if (proxy === undefined) throw new TypeError("There is no proxy.");
  const { chance, say, count, short, ledger, startWorker, write, recovered } = scene;
  const resets = count ?? (short ? 40 : 400);
  const worker = await startWorker();
  write({ thinkMs: 20, acks: ["journal"] });
  let inCommit = 0;
  for (let done = 1; done <= resets; done += 1) {
    const kind = chance.pick(["anywhere", "before the commit", "behind the commit"]);
    if (kind === "anywhere") await pause(chance.between(5, 60));
    // The COMMIT has arrived at the proxy: some resets overtake it, some let it through and lose its answer.
    else await Promise.race([proxy.untilSent("commit"), pause(1000)]);
    if (kind === "behind the commit") await pause(chance.between(0, 3));
    if (kind !== "anywhere") inCommit += 1;
    proxy.resetAll();
    const since = performance.now();
    await untilApplying(worker);
    recovered(performance.now() - since);
    if (done % 50 === 0) say(`${done} resets, ${ledger.acknowledged} operations acknowledged`);
  }
  say(`${resets} resets, ${inCommit} of them around a COMMIT`);
  return resets;
}

/** A batch has gone through again, so that every reset meets a drain at work and not one that waits for its next try. */
async function untilApplying(worker: Worker): Promise<void> {
  const before = await worker.ask("status", {});
  for (;;) {
    const { drain } = await worker.ask("status", {});
    if (drain.failures === 0 && drain.batches > before.drain.batches) return;
    await pause(5);
  }
}
