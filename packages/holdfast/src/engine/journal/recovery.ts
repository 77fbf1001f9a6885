// Opens what an earlier process left: finds the end, cuts a torn tail, and stops at any other damage (JO-03).
import type { Log } from "../../runtime/log.js";
import type { FileSystem } from "./file-system.js";
import { journalDamaged, journalUnusable } from "./journal-error.js";
import { lineAt, type EntryLine, type HeaderLine } from "./line.js";
import { entriesOf, genesis, headerOf, isSegmentName, syncedAccordingTo, usedBytes, type Link } from "./segment-scan.js";

/** A segment on the disk that is no longer written. */
export interface StoredSegment {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
}

export interface Recovered {
  readonly segments: readonly StoredSegment[];
  readonly end: Link;
  /** Bytes of torn entries that were cut. */
  readonly cutBytes: number;
}

export interface RecoveryOptions {
  readonly files: FileSystem;
  readonly directory: string;
  readonly journal: string;
  /** Segments that end at or before this position are known by their headers alone: the database has what they hold. */
  readonly verifyAfter: number;
  readonly log: Log;
}

/** More than any header is long. */
const headerBytes = 1024;

/** The segments of a directory, oldest first. */
export async function segmentPaths(files: FileSystem, directory: string): Promise<readonly string[]> {
  return (await files.list(directory))
    .filter(isSegmentName)
    .toSorted()
    .map((name) => `${directory}/${name}`);
}

interface Opened {
  readonly path: string;
  readonly header: HeaderLine;
}

async function readHeaders({ files, directory, journal }: RecoveryOptions): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (const path of await segmentPaths(files, directory)) {
    opened.push({ path, header: headerOf(await files.read(path, headerBytes), path, journal) });
  }
  return opened;
}

/** A segment whose successor says where it ends: all up to `last` was durable before the successor was begun. */
async function checkWhole(files: FileSystem, { path, header }: Opened, last: number): Promise<Link> {
  const buffer = await files.read(path);
  let link: Link = { position: header.first - 1, crc: header.previous };
  let end = header.end;
  for (const entry of entriesOf(buffer, header)) {
    if (link.position === last) break;
    [link, end] = [entry, entry.end];
  }
  if (link.position !== last) throw journalDamaged(path, end, `entry ${link.position + 1} is missing or cannot be read`);
  return link;
}

/**
 * The last segment ends at the first place that does not hold the next entry. That place is a torn tail if and only if
 * no line behind it knew the entry to be durable: one process has one fdatasync under way, and every line says what
 * was durable when it was written.
 */
async function cutTail({ files, log }: RecoveryOptions, { path, header }: Opened): Promise<{ end: Link; cutBytes: number }> {
  const buffer = await files.read(path);
  const entries: EntryLine[] = [...entriesOf(buffer, header)];
  const last = entries.at(-1);
  const end: Link = { position: last?.position ?? header.first - 1, crc: last?.crc ?? header.previous };
  const endOffset = last?.end ?? header.end;
  if (syncedAccordingTo(buffer, endOffset) > end.position) {
    throw journalDamaged(path, endOffset, `entry ${end.position + 1} was durable, and is missing or cannot be read`);
  }
  const behind = lineAt(buffer, endOffset);
  if (behind?.kind === "closing" && behind.previous === end.crc) return { end, cutBytes: 0 };

  const vouched = entries.findLast((entry) => entry.position <= (last?.synced ?? 0));
  await settle(files, path, buffer, vouched?.end ?? header.end, endOffset);
  const cutBytes = usedBytes(buffer, endOffset) - endOffset;
  if (cutBytes > 0) log.warn("The journal had a torn tail, which was cut.", { file: path, offset: endOffset, bytes: cutBytes });
  return { end, cutBytes };
}

/**
 * Makes durable what perhaps was not: the entries that no later line vouches for are written again at their place,
 * because pages whose fdatasync failed can be read, count as clean and are not on the disk. What is torn goes.
 */
async function settle(files: FileSystem, path: string, buffer: Buffer, from: number, to: number): Promise<void> {
  try {
    const file = await files.open(path);
    try {
      await file.write(buffer.subarray(from, to), from);
      await file.truncate(to);
      await file.datasync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw journalUnusable(error);
  }
}

/** Throws `journal_damaged` with the file and the offset, or `journal_unusable` when the tail cannot be made durable. */
export async function recover(options: RecoveryOptions): Promise<Recovered> {
  const { files, directory, journal, verifyAfter } = options;
  const opened = await readHeaders(options);
  const [oldest, newest] = [opened[0], opened.at(-1)];
  if (oldest === undefined || newest === undefined) throw journalDamaged(directory, 0, "all segments are missing");

  const segments: StoredSegment[] = [];
  let link = oldest.header.first === 1 ? genesis(journal) : undefined;
  let cutBytes = 0;
  for (const [index, segment] of opened.entries()) {
    const { path, header } = segment;
    if (link !== undefined && link.crc !== header.previous) {
      throw journalDamaged(path, 0, `the segment does not continue entry ${header.first - 1}`);
    }
    const next = opened[index + 1]?.header.first;
    if (next === undefined) ({ end: link, cutBytes } = await cutTail(options, segment));
    else link = next - 1 > verifyAfter ? await checkWhole(files, segment, next - 1) : undefined;
    const last = next === undefined ? (link?.position ?? 0) : next - 1;
    segments.push({ path, first: header.first, last, bytes: await files.size(path) });
  }
  return { segments, end: link as Link, cutBytes };
}
