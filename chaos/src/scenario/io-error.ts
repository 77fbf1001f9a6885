// F6: fdatasync, write and open fail under the running process. The failed segment is given up, and no later acknowledgement is lost.
import { setTimeout as pause } from "node:timers/promises";
import { type Outcome, type Run, type Scenario, skipped } from "../scenario.js";
import { tracerFault } from "../stage/mount.js";
import { play, type Scene } from "./scene.js";

/** System call, error, and how often: the numbers are primes, so that the faults meet in every combination. */
const injections = ["fdatasync:error=EIO:when=41+53", "pwrite64:error=EIO:when=101+211"];

export const ioError: Scenario = {
  name: "io-error",
  fault: "F6",
  purpose: "EIO from fdatasync and write, injected by strace; then kill -9",
  run: runTraced,
};

async function runTraced(run: Run): Promise<Outcome> {
  const fault = await tracerFault();
  if (fault !== undefined) return skipped(`strace cannot trace here: ${fault}`);
  const flags = injections.flatMap((injection) => ["-e", `inject=${injection}`]);
  const wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,pwrite64", ...flags];
  return play(run, { wrapper }, failOften);
}

async function failOften({
  count,
  short,
  seconds,
  say,
  tally,
  ledger,
  crew,
  chance,
  startWorker,
  write,
}: Scene): Promise<number> {
  const rounds = count ?? (short ? 2 : 15);
  const roundMs = (seconds ?? 2) * 1000;
  let failed = 0;
  await startWorker();
  write({ thinkMs: 10, acks: ["journal"] });
  for (let round = 1; round <= rounds; round += 1) {
    await pause(roundMs);
    const worker = await crew.worker();
    const { journal } = await worker.ask("status", {});
    failed += worker.lines.filter((line) => line.includes("EIO")).length;
    await pause(chance.between(0, 100));
    await killTraced(crew);
    await startWorker();
    if (round % 5 === 0 || round === rounds)
      say(`${round} rounds, ${ledger.acknowledged} acknowledged, ${failed} failures noticed, position ${journal.lastPosition}`);
  }
  if (failed === 0) tally.wrong("No failure reached the journal: nothing was tested.");
  return failed + rounds;
}

/** The tracer would outlive a kill of the worker alone, and the worker a kill of the tracer. */
async function killTraced(crew: Scene["crew"]): Promise<void> {
  const worker = await crew.worker();
  crew.dismiss();
  await worker.killWithChildren();
}
