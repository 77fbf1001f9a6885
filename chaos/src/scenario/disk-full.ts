// F5: the journal's disk is full. New operations are refused clearly or go around the journal, reads go on, and it heals by itself.
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Outcome, type Run, type Scenario, skipped } from "../scenario.js";
import { memoryMountFault, mountMemory } from "../stage/mount.js";
import type { Worker } from "../worker/worker.js";
import { play, type Scene } from "./scene.js";

const mebibyte = 1024 * 1024;
const diskBytes = 12 * mebibyte;

export const diskFull: Scenario = {
  name: "disk-full",
  fault: "F5",
  purpose: "the journal's disk is full: clear refusals or the way around, reads go on, heals by itself",
  run: runOnSmallDisk,
};

async function runOnSmallDisk(run: Run): Promise<Outcome> {
  const home = await mkdtemp(join(tmpdir(), "holdfast-full-"));
  try {
    const fault = await memoryMountFault(join(home, "probe"));
    if (fault !== undefined) return skipped(`A small file system cannot be mounted here: ${fault}`);
    const disk = await mountMemory(join(home, "disk"), diskBytes);
    try {
      // Nothing is kept beyond its need: what is kept gives way before the journal stands still.
      const order = () => ({ directory: join(disk.path, "journal"), segmentBytes: mebibyte, retentionMs: 0 });
      return await play(run, { order }, (scene) => fillDisk(scene, disk.path));
    } finally {
      await disk.unmount();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function fillDisk(
  { count, short, say, tally, ledger, firstUser, startWorker, write, recovered }: Scene,
  disk: string,
): Promise<number> {
  const times = count ?? (short ? 1 : 5);
  const worker = await startWorker();
  const refusals = new Map<string, number>();
  write({
    thinkMs: 10,
    acks: ["journal"],
    onAnswer: (_, refusal) => void (refusal === undefined || refusals.set(refusal.code, (refusals.get(refusal.code) ?? 0) + 1)),
  });
  for (let time = 1; time <= times; time += 1) {
    await pause(500);
    const fillers: string[] = [];
    const fillUp = async (): Promise<void> => {
      const filler = join(disk, `filler-${fillers.length}`);
      if (await fill(filler, disk)) fillers.push(filler);
    };
    const full = await untilNotReady(worker, fillUp);
    await worker
      .ask("groups", { userId: firstUser })
      .catch((error: unknown) => tally.wrong(`A read failed while the disk was full: ${String(error)}`));
    await pause(1500);
    const [before, began] = [ledger.acknowledged, performance.now()];
    for (const filler of fillers) await rm(filler);
    await untilReady(worker);
    recovered(performance.now() - began);
    await pause(300);
    if (ledger.acknowledged === before) tally.wrong("Nothing was acknowledged after the disk had room again.");
    say(
      `disk full ${time} times${full ? ", the journal stood still" : ", the journal had room enough in its segment"}; refusals: ${JSON.stringify(Object.fromEntries(refusals))}`,
    );
  }
  return times;
}

/** False when there was no room for one. */
async function fill(path: string, disk: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(disk);
  if (Number(bavail) === 0) return false;
  // tmpfs counts whole pages; the last one is what the journal may find.
  await writeFile(path, Buffer.alloc(Number(bavail) * Number(bsize))).catch(() => undefined);
  return true;
}

const patienceMs = 10_000;

/** Takes what becomes free meanwhile as well. False when the journal did not need the disk for so long. */
async function untilNotReady(worker: Worker, fillUp: () => Promise<void>): Promise<boolean> {
  const began = performance.now();
  while (performance.now() - began < patienceMs) {
    await fillUp();
    if (!(await worker.ask("status", {})).ready) return true;
    await pause(10);
  }
  return false;
}

async function untilReady(worker: Worker): Promise<void> {
  const began = performance.now();
  for (;;) {
    const { ready, reasons } = await worker.ask("status", {});
    if (ready) return;
    if (performance.now() - began > 30_000) throw new Error(`Not ready again after 30 seconds: ${reasons.join(" ")}`);
    await pause(10);
  }
}
