// Torn tails are cut, everything else stops the start with file and offset: every kind of damage, at every place (F7).
import type { Position } from "@holdfast/contract";
import { beforeAll, expect, test } from "vitest";
import {
  appendAll,
  appendEach,
  directory,
  inspectAll,
  open,
  range,
  readNumbers,
  RecordingLog,
  segmentFiles,
} from "./journal-fixture.js";
import { nextLine, type EntryLine } from "./line.js";
import { SimulatedDisk } from "./simulated-disk.js";

/** Every line of a file. */
function linesOf(content: Buffer): { start: number; end: number; kind: string; position: number }[] {
  const lines = [];
  for (let line = nextLine(content, 0); line !== undefined; line = nextLine(content, line.end)) {
    lines.push({ start: line.start, end: line.end, kind: line.kind, position: (line as EntryLine).position ?? 0 });
  }
  return lines;
}

interface Written {
  readonly id: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Twelve entries in three segments; the last three were one batch. The process was killed, not closed. */
async function write(): Promise<Written> {
  const disk = new SimulatedDisk();
  const journal = await open(disk, { segmentBytes: 512 });
  await appendEach(journal, 1, 9);
  await appendAll(journal, 10, 11, 12);
  const files = new Map<string, Buffer>();
  for (const path of [...(await segmentFiles(disk)), `${directory}/journal.json`]) files.set(path, await disk.read(path));
  return { id: journal.id, files };
}

async function restore({ files }: Written, edits: ReadonlyMap<string, Buffer | undefined> = new Map()): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk();
  for (const [path, original] of files) {
    const content = edits.has(path) ? edits.get(path) : original;
    if (content === undefined) continue;
    const file = await disk.create(path);
    await file.write(content, 0);
    await file.datasync();
  }
  return disk;
}

let written: Written;
let segments: readonly string[];
beforeAll(async () => {
  written = await write();
  segments = [...written.files.keys()].filter((path) => path.endsWith(".journal"));
});

const lastSegment = () => segments.at(-1)!;
const lastLines = () => linesOf(written.files.get(lastSegment())!);
const lastBatch = () => lastLines().filter(({ position }) => position >= 10);

test("[JO-03] the journal of these tests is as they need it", () => {
  expect(segments.length).toBeGreaterThanOrEqual(2);
  expect(lastBatch().map(({ position }) => position)).toEqual([10, 11, 12]);
});

test("[JO-03] a tail torn at any byte of the last batch is cut, counted and logged, and what stood before it stays", async () => {
  const content = written.files.get(lastSegment())!;
  const batch = lastBatch();
  const [from, to] = [batch[0]!.start, batch.at(-1)!.end];
  for (let tornAt = from; tornAt < to; tornAt++) {
    const torn = Buffer.from(content).fill(0, tornAt);
    const log = new RecordingLog();
    const journal = await open(await restore(written, new Map([[lastSegment(), torn]])), { log });
    const whole = batch.filter(({ end }) => end <= tornAt);
    const endOffset = whole.at(-1)?.end ?? from;
    expect(await readNumbers(journal)).toEqual(range(1, 9 + whole.length));
    expect(journal.status().cutBytes).toBe(tornAt - endOffset);
    expect(log.warnings.map(({ facts }) => facts)).toEqual(
      tornAt === endOffset ? [] : [{ file: lastSegment(), offset: endOffset, bytes: tornAt - endOffset }],
    );
    await appendAll(journal, 100);
    expect((await readNumbers(journal)).at(-1)).toBe(100);
  }
});

test("[JO-03] a file that ends at any byte of the last batch is cut alike", async () => {
  const content = written.files.get(lastSegment())!;
  const batch = lastBatch();
  for (let size = batch[0]!.start; size < batch.at(-1)!.end; size++) {
    const journal = await open(await restore(written, new Map([[lastSegment(), content.subarray(0, size)]])));
    expect(await readNumbers(journal)).toEqual(range(1, 9 + batch.filter(({ end }) => end <= size).length));
  }
});

test("[JO-03] any line of the last batch may be lost while later ones of it are there: cut from the first that is lost", async () => {
  for (const lost of lastBatch()) {
    const content = Buffer.from(written.files.get(lastSegment())!).fill(0, lost.start, lost.end);
    const journal = await open(await restore(written, new Map([[lastSegment(), content]])));
    expect(await readNumbers(journal)).toEqual(range(1, lost.position - 1));
    expect((await open(await restore(written))).status().cutBytes).toBe(0);
  }
});

test("[JO-03] rubbish behind the end is cut, even when it looks like a line of long ago", async () => {
  const content = written.files.get(lastSegment())!;
  const lines = lastLines();
  const end = lines.at(-1)!.end;
  const old = content.subarray(lines[1]!.start, lines[1]!.end);
  for (const rubbish of [Buffer.from("rubbish"), old, Buffer.concat([Buffer.from("\n {"), old])]) {
    const edited = Buffer.concat([content.subarray(0, end), rubbish, Buffer.alloc(50)]);
    const journal = await open(await restore(written, new Map([[lastSegment(), edited]])));
    expect(await readNumbers(journal)).toEqual(range(1, 12));
    expect(journal.status().cutBytes).toBe(rubbish.length);
  }
});

test("[JO-03] what was cut does not come back after a second crash", async () => {
  const batch = lastBatch();
  const torn = Buffer.from(written.files.get(lastSegment())!).fill(0, batch[1]!.start, batch[1]!.end);
  const disk = await restore(written, new Map([[lastSegment(), torn]]));
  await open(disk);
  expect(await disk.size(lastSegment())).toBe(batch[1]!.start);
  const journal = await open(disk);
  await appendAll(journal, 100);
  expect(await readNumbers(await open(disk))).toEqual([...range(1, 10), 100]);
});

/** Opens a damaged copy, and says where the refusal says that the damage is. */
async function refusalOf(edits: ReadonlyMap<string, Buffer | undefined>): Promise<{ file: string; offset: number }> {
  const disk = await restore(written, edits);
  const error = await open(disk).then(
    () => expect.fail("the damaged journal was opened"),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: "journal_damaged", message: expect.stringContaining("holdfast journal inspect") });
  expect((await inspectAll(disk)).some(({ kind }) => kind === "damage")).toBe(true);
  return (error as { details: { data: { file: string; offset: number } } }).details.data;
}

/** All lines that were durable when a later line was written, with their place. */
function vouched(): { path: string; line: { start: number; end: number; position: number } }[] {
  return segments.flatMap((path) =>
    linesOf(written.files.get(path)!)
      .filter(({ kind, position }) => kind === "entry" && position <= 9)
      .map((line) => ({ path, line })),
  );
}

test("[JO-03] a flipped bit anywhere in an entry that was durable stops the start with file and offset", async () => {
  for (const { path, line } of vouched()) {
    for (let at = line.start; at < line.end; at += 3) {
      const content = Buffer.from(written.files.get(path)!);
      content[at] = content[at]! ^ (1 << (at % 8));
      expect(await refusalOf(new Map([[path, content]]))).toMatchObject({ file: path, offset: line.start });
    }
  }
});

test("[JO-03] a zeroed entry in the middle stops the start with file and offset", async () => {
  for (const { path, line } of vouched()) {
    const content = Buffer.from(written.files.get(path)!).fill(0, line.start, line.end);
    expect(await refusalOf(new Map([[path, content]]))).toMatchObject({ file: path, offset: line.start });
  }
});

test("[JO-03] a missing entry in the middle stops the start with file and offset", async () => {
  for (const { path, line } of vouched()) {
    const content = written.files.get(path)!;
    const edited = Buffer.concat([content.subarray(0, line.start), content.subarray(line.end)]);
    expect(await refusalOf(new Map([[path, edited]]))).toMatchObject({ file: path, offset: line.start });
  }
});

test("[JO-03] a doubled entry in the middle stops the start with file and offset", async () => {
  // Behind the last entry of a segment its successor counts; behind entry 9 nothing is vouched for.
  const doubled = vouched().filter(
    ({ path, line }) => line.position < 9 && linesOf(written.files.get(path)!).at(-1)!.start !== line.start,
  );
  for (const { path, line } of doubled) {
    const content = written.files.get(path)!;
    const edited = Buffer.concat([content.subarray(0, line.end), content.subarray(line.start)]);
    expect(await refusalOf(new Map([[path, edited]]))).toMatchObject({ file: path, offset: line.end });
  }
});

test("[JO-03] two swapped entries stop the start with file and offset", async () => {
  for (const path of segments.slice(0, -1)) {
    const content = written.files.get(path)!;
    const [, one, two] = linesOf(content);
    const edited = Buffer.concat([
      content.subarray(0, one!.start),
      content.subarray(two!.start, two!.end),
      content.subarray(one!.start, one!.end),
      content.subarray(two!.end),
    ]);
    expect(await refusalOf(new Map([[path, edited]]))).toMatchObject({ file: path, offset: one!.start });
  }
});

test("[JO-03] a missing segment in the middle stops the start and names what is missing", async () => {
  expect(segments.length).toBeGreaterThanOrEqual(3);
  expect(await refusalOf(new Map([[segments[1]!, undefined]]))).toMatchObject({ file: segments[0] });
});

test("[JO-03] a header that cannot be read stops the start", async () => {
  for (const path of segments) {
    const content = Buffer.from(written.files.get(path)!).fill(0, 0, 60);
    expect(await refusalOf(new Map([[path, content]]))).toMatchObject({ file: path, offset: 0 });
  }
});

test("[JO-03] a segment under another name, or of another journal, stops the start", async () => {
  const other = await write();
  const otherDisk = await restore(written, new Map([[segments[1]!, other.files.get(segments[1]!)]]));
  await expect(open(otherDisk)).rejects.toMatchObject({
    code: "journal_damaged",
    message: expect.stringContaining("another journal"),
  });
  const renamed = await restore(written);
  await renamed.rename(segments[1]!, `${directory}/00000000000000000099.journal`);
  await expect(open(renamed)).rejects.toMatchObject({ code: "journal_damaged", message: expect.stringContaining("renamed") });
});

test("[JO-03] an entry of another journal in its place does not fit", async () => {
  const other = await write();
  const [mine, theirs] = [written.files.get(segments[0]!)!, other.files.get(segments[0]!)!];
  const line = linesOf(mine)[1]!;
  const edited = Buffer.concat([mine.subarray(0, line.start), theirs.subarray(line.start, line.end), mine.subarray(line.end)]);
  expect(await refusalOf(new Map([[segments[0]!, edited]]))).toMatchObject({ file: segments[0], offset: line.start });
});

test("[JO-03] a segment that a copy of the journal wrote in the meantime does not fit", async () => {
  const [one, two, three] = segments.map((path) => Number(path.slice(-28, -8)));
  expect(one).toBe(1);
  const copy = await restore(written, new Map(segments.slice(1).map((path) => [path, undefined])));
  await appendEach(await open(copy), 1000 + two!, 1000 + three! - 1);
  const foreign = await copy.read(segments[1]!);
  expect(linesOf(foreign).at(-1)).toMatchObject({ position: three! - 1 });
  expect(await refusalOf(new Map([[segments[1]!, foreign]]))).toMatchObject({ file: segments[2], offset: 0 });
});

test("[JO-03] after an end in good order the last entry is vouched for, too", async () => {
  const disk = await restore(written);
  const journal = await open(disk);
  await appendAll(journal, 13);
  await journal.close();
  const path = (await segmentFiles(disk)).at(-1)!;
  disk.edit(path, (content) => content.fill(0, linesOf(content)[1]!.start, linesOf(content)[1]!.end));
  await expect(open(disk)).rejects.toMatchObject({ code: "journal_damaged" });
});

test("[JO-03] segments without their journal.json, and the reverse, stop the start", async () => {
  expect(await refusalSentence(new Map([[`${directory}/journal.json`, undefined]]))).toContain("there are entries");
  expect(await refusalSentence(new Map(segments.map((path) => [path, undefined])))).toContain("all segments are missing");
  expect(await refusalSentence(new Map([[`${directory}/journal.json`, Buffer.from("{")]]))).toContain("identity");
});

async function refusalSentence(edits: ReadonlyMap<string, Buffer | undefined>): Promise<string> {
  const error = await open(await restore(written, edits)).catch((reason: unknown) => reason);
  return (error as Error).message;
}

test("[JO-03] damage in what the database has already does not stop the start, but stops whoever reads it", async () => {
  const content = Buffer.from(written.files.get(segments[0]!)!);
  content[linesOf(content)[1]!.start + 40]! ^= 1;
  const journal = await open(await restore(written, new Map([[segments[0]!, content]])), { verifyAfter: 9 as Position });
  expect(await readNumbers(journal, 9)).toEqual([10, 11, 12]);
  await expect(readNumbers(journal)).rejects.toMatchObject({ code: "journal_damaged", details: { data: { file: segments[0] } } });
});

test("[JO-08] inspecting a damaged journal shows what is readable around the damage", async () => {
  const { path, line } = vouched()[3]!;
  const content = Buffer.from(written.files.get(path)!).fill(0, line.start, line.end);
  const findings = await inspectAll(await restore(written, new Map([[path, content]])));
  const positions = findings.flatMap((finding) => (finding.kind === "entry" ? [finding.position] : []));
  expect(positions).toEqual(range(1, 12).filter((position) => position !== line.position));
  expect(findings).toContainEqual(
    expect.objectContaining({ kind: "damage", file: path, offset: line.start, bytes: line.end - line.start }),
  );
});
