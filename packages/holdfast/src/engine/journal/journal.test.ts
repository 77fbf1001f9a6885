// What a journal promises while nothing fails: order, durability, group commit, reading, budget and retention.
import type { Position } from "@holdfast/contract";
import { expect, test } from "vitest";
import {
  appendAll,
  appendEach,
  directory,
  inspectAll,
  open,
  range,
  readNumbers,
  segmentFiles,
  TestClock,
  turn,
} from "./journal-fixture.js";
import { SimulatedDisk } from "./simulated-disk.js";

test("[JO-01] an entry is durable only after the fdatasync that followed its write", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  await turn();
  const calls: string[] = [];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const reached = new Promise<void>((resolve) => {
    disk.before = (call) => {
      calls.push(call);
      if (call === "datasync") resolve();
      return call === "datasync" ? held : undefined;
    };
  });
  const { position, durable } = journal.append({ n: 1 });
  await reached;
  expect([position, journal.lastPosition, journal.durablePosition]).toEqual([1, 1, 0]);
  letGo();
  await durable;
  expect(journal.durablePosition).toBe(1);
  expect(calls).toEqual(["write", "datasync"]);
});

test("[JO-01] whenDurable resolves for every position, at once for those that are durable already", async () => {
  const journal = await open(new SimulatedDisk());
  const last = range(1, 100)
    .map((n) => journal.append({ n }))
    .at(-1);
  await journal.whenDurable(last!.position);
  expect(journal.durablePosition).toBe(100);
  expect(journal.whenDurable(50 as Position)).toBe(journal.whenDurable(1 as Position));
  await expect(journal.whenDurable(101 as Position)).rejects.toMatchObject({ code: "journal_unusable" });
});

test("[JO-02] what is appended together shares one write and one fdatasync, and what arrives meanwhile the next", async () => {
  const journal = await open(new SimulatedDisk(), { segmentBytes: 1024 * 1024 });
  await appendAll(journal, ...range(1, 1000));
  expect(journal.status()).toMatchObject({ syncs: 1, appended: 1000, failedSyncs: 0 });
  const meanwhile: Promise<void>[] = [];
  const first = journal
    .append({ n: 1001 })
    .durable.then(() => meanwhile.push(...range(1002, 1100).map((n) => journal.append({ n }).durable)));
  await first;
  await Promise.all(meanwhile);
  expect(journal.status().syncs).toBe(3);
});

test("[JO-02] an entry is one readable line with length, checksum, predecessor and payload", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  await appendAll(journal, 1);
  await appendAll(journal, 2);
  const [path] = await segmentFiles(disk);
  const lines = (await disk.read(path!)).toString().split("\n");
  expect(lines[1]).toMatch(/^[0-9a-f]{8} [0-9a-f]{8} [0-9a-f]{8} \{"position":1,"synced":0,"body":\{"n":1\}\}$/);
  expect(lines[2]).toMatch(/\{"position":2,"synced":1,"body":\{"n":2\}\}$/);
  expect(lines[2]!.slice(18, 26)).toBe(lines[1]!.slice(9, 17));
  expect(JSON.parse(lines[0]!.slice(27))).toMatchObject({ segment: 1, journal: journal.id, format: 1, synced: 0 });
});

test("[JO-02] a segment has its header, its space and its name on the disk before an entry is in it", async () => {
  const disk = new SimulatedDisk();
  await appendEach(await open(disk), 1, 1);
  const calls = disk.calls.map(({ call, path }) => `${call} ${path.slice(directory.length + 1)}`);
  const start = calls.indexOf("create spare.tmp");
  expect(calls.slice(start, start + 7)).toEqual([
    "create spare.tmp",
    "write spare.tmp",
    "datasync spare.tmp",
    "write spare.tmp",
    "datasync spare.tmp",
    "rename 00000000000000000001.journal",
    "syncDirectory ",
  ]);
});

test("[JO-02] segments are preallocated, the next one is prepared ahead, and a full one gives its rest back", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  await appendEach(journal, 1, 40);
  const files = await segmentFiles(disk);
  expect(files.length).toBeGreaterThan(2);
  expect(await disk.size(files.at(-1)!)).toBe(1024);
  expect(await disk.size(files[0]!)).toBeLessThanOrEqual(1024);
  expect(await disk.list(directory)).toContain("spare.tmp");
  expect(await readNumbers(journal)).toEqual(range(1, 40));
});

test("[JO-02] an entry larger than a segment gets a segment of its own", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  await appendAll(journal, 1);
  await journal.append({ n: 2, text: "ä".repeat(5000) }).durable;
  await appendAll(journal, 3);
  await journal.close();
  expect(await readNumbers(await open(disk))).toEqual([1, 2, 3]);
});

test("[JO-02] text of any alphabet comes back as it was", async () => {
  const disk = new SimulatedDisk();
  const text = 'line\nbreak, \u0000, \u2028, ünï, 漢字, 🙂, \ud800 alone, "quoted" \\ 00000000 00000000 00000000 {"position":9}';
  const journal = await open(disk);
  await journal.append({ n: 1, text }).durable;
  for await (const { body } of journal.read(0 as Position)) expect(body).toEqual({ n: 1, text });
});

test("[JO-02] a body without a JSON form is refused, and takes no position", async () => {
  const journal = await open(new SimulatedDisk());
  expect(() => journal.append(undefined as never)).toThrow(TypeError);
  expect(() => journal.append({ n: 1n } as never)).toThrow(TypeError);
  expect(journal.lastPosition).toBe(0);
});

test("[JO-02] a journal keeps its id, and reads from any position", async () => {
  const disk = new SimulatedDisk();
  const first = await open(disk);
  await appendEach(first, 1, 30);
  await first.close();
  const second = await open(disk);
  expect(second.id).toBe(first.id);
  expect([second.lastPosition, second.durablePosition, second.oldestPosition]).toEqual([30, 30, 1]);
  await appendEach(second, 31, 40);
  expect(await readNumbers(second)).toEqual(range(1, 40));
  expect(await readNumbers(second, 17)).toEqual(range(18, 40));
  expect(await readNumbers(second, 40)).toEqual([]);
});

test("[JO-03] two hundred restarts in a row converge, and leave no pile of files", async () => {
  const disk = new SimulatedDisk();
  for (let life = 0; life < 200; life++) await (await open(disk)).close();
  expect(await segmentFiles(disk)).toHaveLength(1);
  expect((await open(disk)).lastPosition).toBe(0);
});

test("[JO-05, L-25] over its budget the journal refuses with a retry-after, and takes entries again when the database has caught up", async () => {
  const journal = await open(new SimulatedDisk(), { budgetBytes: 3000 });
  const fill = async () => {
    for (let n = 1; ; n++) await journal.append({ n }).durable;
  };
  await expect(fill()).rejects.toMatchObject({ code: "journal_full", details: { retryAfterSeconds: 5 } });
  const accepted = journal.lastPosition;
  expect(await readNumbers(journal)).toEqual(range(1, accepted));
  await journal.release(accepted);
  await journal.append({ n: accepted + 1 }).durable;
});

test("[JO-05] what is queued counts against the budget, too", async () => {
  const journal = await open(new SimulatedDisk(), { budgetBytes: 3000 });
  const flood = () => range(1, 10_000).forEach((n) => void journal.append({ n }));
  expect(flood).toThrow(expect.objectContaining({ code: "journal_full" }));
  await journal.whenDurable(journal.lastPosition);
  expect(await readNumbers(journal)).toEqual(range(1, journal.lastPosition));
});

test("[JO-05] an entry that waits too long for the database closes the journal for new ones", async () => {
  const clock = new TestClock();
  const journal = await open(new SimulatedDisk(), { clock, budgetMs: 60_000 });
  await appendAll(journal, 1);
  clock.time += 30_000;
  await appendAll(journal, 2);
  clock.time += 30_000;
  expect(() => journal.append({ n: 3 })).toThrow(expect.objectContaining({ code: "journal_full" }));
  await journal.release(1 as Position);
  await appendAll(journal, 3);
  clock.time += 30_000;
  expect(() => journal.append({ n: 4 })).toThrow(/has waited for the database for 60000 ms/);
  await journal.release(3 as Position);
  await appendAll(journal, 4);
});

test("[SY-10] applied segments are kept for the retention time, then removed; the rest stays", async () => {
  const clock = new TestClock();
  const disk = new SimulatedDisk();
  const journal = await open(disk, { clock, retentionMs: 1000 });
  await appendEach(journal, 1, 40);
  await journal.release(25 as Position);
  clock.time += 999;
  await journal.release(25 as Position);
  expect(journal.oldestPosition).toBe(1);
  clock.time += 1;
  await journal.release(25 as Position);
  expect(journal.oldestPosition).toBeGreaterThan(10);
  expect(journal.oldestPosition).toBeLessThanOrEqual(26);
  expect(await readNumbers(journal, 25)).toEqual(range(26, 40));
  await expect(readNumbers(journal, 1)).rejects.toMatchObject({
    code: "not_found",
    details: { data: { oldestPosition: journal.oldestPosition } },
  });
  await journal.close();
  expect(await readNumbers(await open(disk), 25)).toEqual(range(26, 40));
});

test("[SY-10] a wall clock that jumps by 400 days removes nothing, and a restart goes on counting", async () => {
  const clock = new TestClock();
  const disk = new SimulatedDisk();
  const options = { clock, retentionMs: 1000 };
  const first = await open(disk, options);
  await appendEach(first, 1, 40);
  clock.now = () => clock.time + 400 * 24 * 60 * 60 * 1000;
  await first.release(40 as Position);
  clock.time += 600;
  await first.release(40 as Position);
  expect(first.oldestPosition).toBe(1);
  await first.close();
  clock.time = 5;
  const second = await open(disk, options);
  await second.release(40 as Position);
  expect(second.oldestPosition).toBe(1);
  clock.time += 400;
  await second.release(40 as Position);
  expect(second.oldestPosition).toBeGreaterThan(10);
});

test("[SY-10] after the database went back, its segments wait again", async () => {
  const clock = new TestClock();
  const journal = await open(new SimulatedDisk(), { clock, retentionMs: 1000 });
  await appendEach(journal, 1, 40);
  await journal.release(40 as Position);
  const applied = journal.status().unappliedBytes;
  clock.time += 900;
  await journal.release(5 as Position);
  expect(journal.status().unappliedBytes).toBeGreaterThan(applied);
  expect(await readNumbers(journal, 5)).toEqual(range(6, 40));
  clock.time += 900;
  await journal.release(40 as Position);
  expect(journal.oldestPosition).toBe(1);
});

test("[SY-10] the segment that is written is never removed, even when nothing was written into it since a restart", async () => {
  const disk = new SimulatedDisk();
  const first = await open(disk);
  await appendEach(first, 1, 3);
  await first.close();
  await (await open(disk)).close();
  const journal = await open(disk, { retentionMs: 0 });
  expect(journal.status().segments).toBe(2);
  await journal.release(3 as Position);
  expect(journal.status().segments).toBe(1);
  await appendAll(journal, 4);
  expect(await readNumbers(await open(disk), 3)).toEqual([4]);
});

test("[JO-05] what the database had when the journal was opened does not count against the budget", async () => {
  const disk = new SimulatedDisk();
  const first = await open(disk);
  await appendEach(first, 1, 40);
  await first.close();
  expect((await open(disk)).status().unappliedBytes).toBeGreaterThan(1000);
  expect((await open(disk, { verifyAfter: 40 as Position })).status().unappliedBytes).toBe(0);
});

test("a closed journal takes nothing, has written everything, and can be closed again", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  const { durable } = journal.append({ n: 1 });
  await journal.close();
  await durable;
  await journal.close();
  expect(() => journal.append({ n: 2 })).toThrow(expect.objectContaining({ code: "journal_unusable" }));
  expect((await disk.list(directory)).toSorted()).toEqual(["00000000000000000001.journal", "journal.json", "retention.json"]);
  expect(await readNumbers(await open(disk))).toEqual([1]);
});

test("[JO-08] inspecting lists segments and entries without touching anything", async () => {
  const disk = new SimulatedDisk();
  const journal = await open(disk);
  await appendEach(journal, 1, 20);
  await journal.close();
  const before = disk.calls.length;
  const findings = await inspectAll(disk);
  expect(new Set(disk.calls.slice(before).map(({ call }) => call))).toEqual(new Set(["read"]));
  expect(findings.filter(({ kind }) => kind === "entry")).toHaveLength(20);
  expect(findings.filter(({ kind }) => kind === "damage" || kind === "tail")).toEqual([]);
  expect(findings.at(-1)).toMatchObject({ kind: "closed", position: 20 });
});
