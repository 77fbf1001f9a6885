// F3: PostgreSQL is stopped, not ended: connections stay open and nobody answers. No request waits longer than its deadline.
import { setTimeout as pause } from "node:timers/promises";
import type { UserId } from "@holdfast/contract";
import type { Scenario } from "../scenario.js";
import { signalFamily } from "../stage/process-family.js";
import type { Worker } from "../worker/worker.js";
import { WorkerRefusal } from "../worker/worker.js";
import { play, type Scene } from "./scene.js";

const statementTimeout = 1000;
const connectTimeout = 1000;
/** Waiting for a connection, then for an answer; with room for a machine that is busy. */
const deadline = statementTimeout + connectTimeout + 1500;

export const databaseStop: Scenario = {
  name: "database-stop",
  fault: "F3",
  purpose: "SIGSTOP of PostgreSQL: nobody waits beyond the deadline, readiness says degraded, SIGCONT heals",
  run: (run) => play(run, { users: 40, order: () => ({ statementTimeout, connectTimeout }) }, stopDatabase),
};

async function stopDatabase(scene: Scene): Promise<number> {
  const { stage, tally, say, short, seconds, ledger, crew, firstUser } = scene;
  const stops = scene.count ?? (short ? 1 : 3);
  const stopMs = (seconds ?? (short ? 4 : 10)) * 1000;
  // The later users stay unknown to memory, so that asking for them needs the database.
  const [known, unknown] = [stage.users.slice(0, 12), stage.users.slice(12)];
  const waits = { longest: 0 };
  const worker = await crew.start(firstUser);
  for (const userId of known) await worker.ask("groups", { userId });
  const onAnswer = (milliseconds: number): void => void (waits.longest = Math.max(waits.longest, milliseconds));
  scene.write({ users: known, acks: ["journal"], thinkMs: 40, onAnswer });
  for (let stopped = 1; stopped <= stops; stopped += 1) {
    await pause(500);
    await signalFamily(stage.postgres.pid, "SIGSTOP");
    const before = ledger.acknowledged;
    const [refusedAfter, degradedAfter] = await Promise.all([
      askForStranger(worker, unknown[stopped], tally),
      untilDegraded(worker, tally),
      pause(stopMs),
    ]);
    const meanwhile = ledger.acknowledged - before;
    if (meanwhile === 0) tally.wrong("No user in memory could write while the database stood still.");
    const began = performance.now();
    await signalFamily(stage.postgres.pid, "SIGCONT");
    scene.recovered(await untilReady(worker, began, tally));
    say(
      `stopped for ${stopMs} ms: ${meanwhile} acknowledged meanwhile; a stranger refused after ${refusedAfter} ms; degraded after ${degradedAfter} ms`,
    );
  }
  if (waits.longest > deadline) tally.wrong(`An operation of a user in memory took ${Math.round(waits.longest)} ms.`);
  say(`longest answer to a user in memory: ${Math.round(waits.longest)} ms`);
  return stops;
}

type Wrongs = Scene["tally"];

async function askForStranger(worker: Worker, userId: UserId | undefined, tally: Wrongs): Promise<number> {
  if (userId === undefined) throw new RangeError("There are not enough users.");
  const began = performance.now();
  const refusal: unknown = await worker.ask("groups", { userId }).catch((error: unknown) => error);
  const passed = Math.round(performance.now() - began);
  if (!(refusal instanceof WorkerRefusal && refusal.code === "database_unavailable"))
    tally.wrong(`A user who is not in memory was answered: ${String(refusal)}.`);
  if (passed > deadline)
    tally.wrong(`A user who is not in memory waited ${passed} ms for the refusal; the deadline is ${deadline} ms.`);
  return passed;
}

async function untilDegraded(worker: Worker, tally: Wrongs): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { ready } = await worker.ask("status", {});
    const passed = Math.round(performance.now() - began);
    if (!ready) return passed;
    if (passed > deadline + 2000) {
      tally.wrong("Readiness did not say that the database is away.");
      return passed;
    }
    await pause(20);
  }
}

async function untilReady(worker: Worker, began: number, tally: Wrongs): Promise<number> {
  for (;;) {
    const { ready, reasons, drain } = await worker.ask("status", {});
    const passed = performance.now() - began;
    if (ready && drain.oldestPendingMs < 1000) return passed;
    if (passed > 20_000) {
      tally.wrong(`Not ready 20 seconds after the database went on: ${reasons.join(" ")}`);
      return passed;
    }
    await pause(20);
  }
}
