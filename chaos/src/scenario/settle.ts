// Waits until everything that was accepted until now is in the database, or says that it does not get there.
import { setTimeout as pause } from "node:timers/promises";
import type { Tally } from "../check/tally.js";
import type { Worker } from "../worker/worker.js";

const patienceMs = 60_000;

/** Resolves with the milliseconds that it took. */
export async function settle(worker: Worker, tally: Tally): Promise<number> {
  const began = performance.now();
  const goal = (await worker.ask("status", {})).journal.lastPosition;
  for (;;) {
    const { drain, journal } = await worker.ask("status", {});
    const passed = performance.now() - began;
    if (journal.appliedPosition >= goal) return passed;
    if (passed > patienceMs) {
      tally.wrong(
        `${drain.pending} operations were not applied within ${patienceMs} ms, after ${drain.failures} failures in a row.`,
      );
      return passed;
    }
    await pause(10);
  }
}
