// A disk that fails: the descriptor is never used again, nothing acknowledged is lost, nothing refused comes back (F5, F6).
import type { Position } from "@holdfast/contract";
import { expect, test } from "vitest";
import {
  appendAll,
  appendEach,
  open,
  range,
  readNumbers,
  RecordingLog,
  segmentFiles,
  TestClock,
  turn,
} from "./journal-fixture.js";
import { SimulatedDisk, systemError, type DiskCall } from "./simulated-disk.js";

/** Fails these calls until told otherwise. */
function fail(disk: SimulatedDisk, calls: readonly DiskCall[], code = "EIO", times = Infinity): void {
  let left = times;
  disk.before = (call, path) => {
    if (calls.includes(call) && !path.endsWith("lock") && left-- > 0) throw systemError(code, path);
  };
}

function heal(disk: SimulatedDisk): void {
  disk.before = () => undefined;
}

test.each<DiskCall>(["write", "datasync"])(
  "[JO-04] after one failed %s the entries go to a new segment, at the same positions",
  async (call) => {
    const disk = new SimulatedDisk();
    const journal = await open(disk);
    await appendEach(journal, 1, 3);
    await turn();
    fail(disk, [call], "EIO", 1);
    const both = [journal.append({ n: 4 }), journal.append({ n: 5 })];
    await Promise.all(both.map(({ durable }) => durable));
    expect(both.map(({ position }) => position)).toEqual([4, 5]);
    expect(await segmentFiles(disk)).toEqual(["/journal/00000000000000000001.journal", "/journal/00000000000000000004.journal"]);
    expect(journal.status()).toMatchObject({ usable: true, failedSyncs: 1, durablePosition: 5 });
    await appendEach(journal, 6, 8);
    expect(await readNumbers(journal)).toEqual(range(1, 8));
    expect(await readNumbers(await open(disk))).toEqual(range(1, 8));
  },
);

test("[JO-04] a failed fdatasync is not repeated on the same file", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  await appendEach(journal, 1, 1);
  await turn();
  fail(disk, ["datasync"], "EIO", 1);
  const from = disk.calls.length;
  await appendAll(journal, 2);
  const calls = disk.calls.slice(from).map(({ call }) => call);
  const failedAt = calls.indexOf("datasync");
  expect(calls[failedAt + 1]).not.toBe("datasync");
  expect(calls.slice(failedAt)).toContain("rename");
  expect(await readNumbers(await open(disk.crash(() => 0.99)))).toEqual([1, 2]);
});

test("[JO-04] entries that a failed fdatasync left readable are not read twice", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  await appendEach(journal, 1, 2);
  await turn();
  fail(disk, ["datasync"], "EIO", 1);
  await appendAll(journal, 3, 4, 5);
  const abandoned = (await disk.read("/journal/00000000000000000001.journal")).toString();
  expect(abandoned).toContain('"position":5');
  expect(await readNumbers(await open(disk))).toEqual(range(1, 5));
});

test.each<DiskCall>(["write", "datasync", "create", "rename", "syncDirectory"])(
  "[JO-04] while %s goes on failing the journal refuses and says so; when it works again, what waited is durable",
  async (call) => {
    const changes: [boolean, string | undefined][] = [];
    const disk = new SimulatedDisk();
    let unusable: () => void = () => undefined;
    const becameUnusable = new Promise<void>((resolve) => (unusable = resolve));
    const journal = await open(disk, {
      patienceMs: Infinity,
      onUsable: (usable, reason) => {
        changes.push([usable, reason]);
        unusable();
      },
    });
    await appendEach(journal, 1, 3);
    await turn();
    fail(disk, ["datasync", call]);
    const { durable } = journal.append({ n: 4 });
    await becameUnusable;
    expect(() => journal.append({ n: 5 })).toThrow(expect.objectContaining({ code: "journal_unusable" }));
    expect(journal.status()).toMatchObject({
      usable: false,
      reason: expect.stringContaining("EIO"),
      durablePosition: 3,
      lastPosition: 4,
    });
    expect(await readNumbers(journal)).toEqual([1, 2, 3]);
    heal(disk);
    await durable;
    expect(changes.map(([usable]) => usable)).toEqual([false, true]);
    await appendAll(journal, 5);
    expect(await readNumbers(await open(disk.crash(() => 0.99)))).toEqual(range(1, 5));
  },
);

test("[JO-04] when patience ends, what was not acknowledged is refused together, and never appears", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk, { patienceMs: 1000 });
  await appendEach(journal, 1, 3);
  await turn();
  fail(disk, ["datasync"]);
  const refused = [journal.append({ n: -1 }), journal.append({ n: -2 })];
  for (const { durable } of refused) {
    await expect(durable).rejects.toMatchObject({
      code: "journal_unusable",
      details: { data: { durablePosition: 3, lastPosition: 5 } },
    });
  }
  expect(journal.lastPosition).toBe(3);
  await expect(journal.whenDurable(4 as Position)).rejects.toMatchObject({ code: "journal_unusable" });
  heal(disk);
  await untilUsable(journal);
  await appendAll(journal, 4);
  expect(await readNumbers(journal)).toEqual(range(1, 4));
  expect(await readNumbers(await open(disk))).toEqual(range(1, 4));
});

async function untilUsable(journal: { status(): { usable: boolean } }): Promise<void> {
  while (!journal.status().usable) await turn();
}

test("[JO-04] a refused entry stays away after a crash, as soon as the journal was usable again", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk, { patienceMs: 1000 });
  await appendEach(journal, 1, 3);
  await turn();
  fail(disk, ["datasync"]);
  await expect(journal.append({ n: -1 }).durable).rejects.toMatchObject({ code: "journal_unusable" });
  heal(disk);
  await untilUsable(journal);
  expect(await readNumbers(await open(disk.crash(() => 0.1)))).toEqual([1, 2, 3]);
});

test("[JO-04] a full disk is noticed before entries wait, reading goes on, and the journal recovers by itself", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk, { patienceMs: 1000 });
  await turn();
  fail(disk, ["create"], "ENOSPC");
  const fill = async () => {
    for (let n = 1; ; n++) await journal.append({ n }).durable;
  };
  await expect(fill()).rejects.toMatchObject({ code: "journal_unusable", message: expect.stringContaining("disk is full") });
  const accepted = journal.durablePosition;
  expect(await readNumbers(journal)).toEqual(range(1, accepted));
  expect(() => journal.append({ n: 0 })).toThrow(expect.objectContaining({ code: "journal_unusable" }));
  heal(disk);
  await untilUsable(journal);
  await appendAll(journal, accepted + 1);
  expect(await readNumbers(journal)).toEqual(range(1, accepted + 1));
});

test("[JO-04, SY-10] on a full disk applied segments go before their time, oldest first; what the database lacks never goes", async () => {
  const disk = new SimulatedDisk();
  const [log, most] = [new RecordingLog(), 3];
  const journal = await open(disk, { log, patienceMs: 1000, retentionMs: Infinity });
  // Room for three segments and no spare behind them.
  disk.before = async (call, path) => {
    if (call !== "create" || !path.endsWith("spare.tmp")) return;
    if ((await segmentFiles(disk)).length >= most) throw systemError("ENOSPC", path);
  };
  for (let n = 1; n <= 200; n++) {
    await appendAll(journal, n);
    await journal.release((n - 1) as Position);
  }
  expect(journal.status()).toMatchObject({ usable: true, durablePosition: 200, failedSyncs: 0 });
  expect(log.warnings.map(({ message }) => message)).toContain(
    "The journal's disk is full; its oldest applied segment goes before its retention time.",
  );
  const kept = journal.oldestPosition;
  expect(kept).toBeGreaterThan(1);
  expect(await readNumbers(journal, kept - 1)).toEqual(range(kept, 200));
  const fill = async (): Promise<void> => {
    for (let n = 201; ; n++) await appendAll(journal, n);
  };
  await expect(fill()).rejects.toMatchObject({ code: "journal_unusable" });
  const durable = journal.durablePosition;
  expect(await readNumbers(journal, 199)).toEqual(range(200, durable));
  await journal.release(durable);
  await untilUsable(journal);
  await appendAll(journal, durable + 1);
});

test("[JO-04] a disk that was full while nothing was written has cost nothing", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  fail(disk, ["write", "create"], "ENOSPC");
  await turn();
  heal(disk);
  await appendEach(journal, 1, 30);
  expect(journal.status()).toMatchObject({ usable: true, failedSyncs: 0 });
});

test("[JO-04] a journal opens on a full disk, can be read, and becomes usable when there is space", async () => {
  const disk = new SimulatedDisk();
  const first = await open(disk);
  await appendEach(first, 1, 20);
  await first.close();
  disk.before = (call, path) => {
    if (call === "create" && path.endsWith("spare.tmp")) throw systemError("ENOSPC", path);
  };
  const journal = await open(disk);
  expect(journal.status()).toMatchObject({ usable: false, durablePosition: 20 });
  expect(await readNumbers(journal)).toEqual(range(1, 20));
  heal(disk);
  await untilUsable(journal);
  await appendAll(journal, 21);
  expect(await readNumbers(await open(disk))).toEqual(range(1, 21));
});

test("[JO-04] a new journal is not begun on a disk that cannot be written, and leaves no lock", async () => {
  const disk = new SimulatedDisk();
  disk.before = (call, path) => {
    if (call === "create" && path.endsWith("spare.tmp")) throw systemError("ENOSPC", path);
  };
  await expect(open(disk)).rejects.toMatchObject({ code: "journal_unusable" });
  heal(disk);
  expect(await disk.list("/journal")).not.toContain("lock");
  await appendAll(await open(disk), 1);
});

test("[JO-04] closing while the disk fails refuses what waits, and does not hang", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk, { patienceMs: Infinity });
  await appendEach(journal, 1, 2);
  fail(disk, ["datasync", "write"]);
  const refused = expect(journal.append({ n: 3 }).durable).rejects.toMatchObject({ code: "journal_unusable" });
  await journal.close();
  await refused;
  heal(disk);
  expect((await readNumbers(await open(disk.crash(() => 0.99)))).slice(0, 2)).toEqual([1, 2]);
});

test("[JO-03] entries that a failed fdatasync left in the page cache are made durable before they count", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk, { clock: new TestClock(), patienceMs: Infinity });
  await appendEach(journal, 1, 2);
  await turn();
  let failed: () => void = () => undefined;
  const stuck = new Promise<void>((resolve) => (failed = resolve));
  disk.before = async (call, path) => {
    if (call !== "datasync") return;
    disk.before = () => {
      failed();
      return new Promise(() => undefined);
    };
    throw systemError("EIO", path);
  };
  void journal.append({ n: 3 });
  await stuck;
  heal(disk);
  const second = await open(disk);
  expect(await readNumbers(second)).toEqual([1, 2, 3]);
  expect(await readNumbers(await open(disk.crash(() => 0.99)))).toEqual([1, 2, 3]);
});

test("[SY-10] a segment that cannot be removed is kept, and the drain goes on", async () => {
  const clock = new TestClock();
  const disk = new SimulatedDisk();
  const journal = await open(disk, { clock, retentionMs: 1000 });
  await appendEach(journal, 1, 40);
  await journal.release(40 as Position);
  clock.time += 1000;
  fail(disk, ["remove"], "EIO", 1);
  await journal.release(40 as Position);
  await journal.release(40 as Position);
  expect(journal.oldestPosition).toBeGreaterThan(1);
  expect(await readNumbers(journal, 38)).toEqual([39, 40]);
});
