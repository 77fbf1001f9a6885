// One process per directory: refusal with its reason, waiting, and the reaping of dead locks by many at once (F12).
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../runtime/clock.js";
import { silentLog } from "../../runtime/log.js";
import { lockDirectory } from "./directory-lock.js";
import { nodeFileSystem, type FileSystem } from "./file-system.js";
import { openJournal } from "./open-journal.js";
import { systemProcesses } from "./process-table.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-lock-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const lock = (patienceMs = 0, files: FileSystem = nodeFileSystem) =>
  lockDirectory({ files, directory, processes: systemProcesses, clock: systemClock, patienceMs });

/** A lock file as another process would have left it. */
async function leaveLock(holder: object, name = "lock"): Promise<void> {
  const complete = { ...(await systemProcesses.self()), since: "2026-01-01T00:00:00.000000Z", nonce: "00c0ffee", ...holder };
  await writeFile(join(directory, name), JSON.stringify(complete));
}

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid!;
}

/** The lock that is there does not stop this process, which lets go of its own without a trace. */
async function expectTakenOver(): Promise<void> {
  const unlock = await lock();
  const text = await readFile(join(directory, "lock"), "utf8");
  expect(JSON.parse(text)).toMatchObject({ pid: process.pid });
  expect(text).not.toContain("2026-01-01T00:00:00.000000Z");
  await unlock();
  expect(await readdir(directory)).toEqual([]);
}

test("[JO-07] a second opening of the same directory is refused, with process, time and what to do", async () => {
  const options = { directory, clock: systemClock, log: silentLog, segmentBytes: 4096 };
  const first = await openJournal(options);
  await expect(openJournal(options)).rejects.toMatchObject({
    code: "journal_locked",
    message: expect.stringMatching(new RegExp(`process ${process.pid} on .*, since 20.*Stop process ${process.pid}`)),
  });
  await first.close();
  await (await openJournal(options)).close();
});

test("[JO-07] with patience a second process gets the directory when the first one lets go", async () => {
  const unlock = await lock();
  const second = lock(10_000);
  await unlock();
  await (
    await second
  )();
  expect(await readdir(directory)).toEqual([]);
});

test("[JO-07] the lock of a dead process is reaped", async () => {
  await leaveLock({ pid: await deadPid(), started: "1" });
  await expectTakenOver();
});

test("[JO-07] a living process that got the number of the dead one does not keep its lock alive", async () => {
  const self = await systemProcesses.self();
  expect(self.started).toMatch(/^\d+$/);
  await leaveLock({ started: "1" });
  await expectTakenOver();
});

test("[JO-07] a lock from before the machine was started again is reaped", async () => {
  await leaveLock({ boot: "00000000-0000-0000-0000-000000000000" });
  await expectTakenOver();
});

test("[JO-07] of many that find a dead lock at once, one gets the directory", async () => {
  for (let round = 0; round < 8; round++) {
    await leaveLock({ pid: 1, started: "1", nonce: `dead${String(round).padStart(4, "0")}` });
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => lock()));
    const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(won).toHaveLength(1);
    await won[0]!();
    expect(await readdir(directory)).toEqual([]);
  }
});

test("[JO-07] a slow reaper never removes the lock of the one who was faster", async () => {
  await leaveLock({ started: "1" });
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let arrived: () => void = () => undefined;
  const atTheRight = new Promise<void>((resolve) => (arrived = resolve));
  const slow: FileSystem = {
    ...nodeFileSystem,
    link: async (from, to) => {
      if (to.endsWith("lock.00c0ffee")) {
        arrived();
        await held;
      }
      await nodeFileSystem.link(from, to);
    },
  };
  const late = lock(0, slow);
  await atTheRight;
  const unlock = await lock();
  letGo();
  await expect(late).rejects.toMatchObject({ code: "journal_locked" });
  expect(JSON.parse(await readFile(join(directory, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
  await unlock();
  expect(await readdir(directory)).toEqual([]);
});

test("[JO-07] a reaper that died while reaping is reaped, too", async () => {
  const pid = await deadPid();
  await leaveLock({ pid, started: "1", nonce: "0000aaaa" });
  await leaveLock({ pid, started: "1", nonce: "0000bbbb" }, "lock.0000aaaa");
  await expectTakenOver();
});

test("[JO-07] a lock from another host is explained, never reaped", async () => {
  await leaveLock({ host: `not-${hostname()}`, pid: await deadPid() });
  await expect(lock()).rejects.toMatchObject({
    code: "journal_locked",
    message: expect.stringMatching(/copied or moved from not-/),
  });
});

test("[JO-07] a lock file that cannot be read is explained, never reaped", async () => {
  await writeFile(join(directory, "lock"), "");
  await expect(lock()).rejects.toMatchObject({ code: "journal_locked", message: expect.stringContaining("delete") });
});

test("[JO-02] the same journal on a real disk: written, killed, read", async () => {
  const options = { directory, clock: systemClock, log: silentLog, segmentBytes: 4096 };
  const script = `
    import { openJournal } from ${JSON.stringify(new URL("./open-journal.ts", import.meta.url).pathname)};
    import { systemClock } from ${JSON.stringify(new URL("../../runtime/clock.ts", import.meta.url).pathname)};
    import { silentLog } from ${JSON.stringify(new URL("../../runtime/log.ts", import.meta.url).pathname)};
    const journal = await openJournal({ ...${JSON.stringify({ directory, segmentBytes: 4096 })}, clock: systemClock, log: silentLog });
    for (let n = 1; ; n++) {
      await journal.append({ n }).durable;
      process.stdout.write(n + "\\n");
    }`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let acknowledged = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    acknowledged = Number(text.trimEnd().split("\n").at(-1));
    if (acknowledged >= 200) child.kill("SIGKILL");
  });
  await once(child, "close");
  const journal = await openJournal<{ n: number }>(options);
  expect(journal.durablePosition).toBeGreaterThanOrEqual(acknowledged);
  let position = 0;
  for await (const entry of journal.read(0 as never)) expect(entry).toEqual({ position: ++position, body: { n: position } });
  expect(position).toBe(journal.durablePosition);
  await journal.close();
});
