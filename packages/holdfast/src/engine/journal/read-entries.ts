// Reads a journal back from the disk, one segment in memory at a time: recovery, and the rewind of SY-10.
import type { Position } from "@holdfast/contract";
import { systemCode, type FileSystem } from "./file-system.js";
import { journalDamaged, journalTooShort } from "./journal-error.js";
import { bodyOf } from "./line.js";
import type { StoredSegment } from "./recovery.js";
import { entriesOf, headerOf } from "./segment-scan.js";

export interface ReadOptions {
  readonly files: FileSystem;
  readonly journal: string;
  readonly after: Position;
  readonly until: Position;
  /** The segments as they are now, oldest first: they change while a long read is under way. */
  readonly segments: () => readonly StoredSegment[];
}

interface ReadEntry<Body> {
  readonly position: Position;
  readonly body: Body;
}

/** The entries behind `after` up to `until`, in order, each exactly once. */
export async function* readEntries<Body>(options: ReadOptions): AsyncGenerator<ReadEntry<Body>, void> {
  const { journal, until } = options;
  let next = options.after + 1;
  let previous: number | undefined;
  while (next <= until) {
    const segment = findSegment(options, next);
    const buffer = await readSegment(options, segment);
    const header = headerOf(buffer, segment.path, journal);
    if (previous !== undefined && header.previous !== previous) {
      throw journalDamaged(segment.path, 0, `the segment does not continue entry ${header.first - 1}`);
    }
    const last = Math.min(segment.last, until);
    let end = header.end;
    for (const entry of entriesOf(buffer, header)) {
      if (entry.position > last) break;
      [end, previous] = [entry.end, entry.crc];
      if (entry.position !== next) continue;
      yield { position: entry.position, body: bodyOf<Body>(buffer, entry) };
      next++;
    }
    if (next <= last) throw journalDamaged(segment.path, end, `entry ${next} is missing or cannot be read`);
  }
}

function findSegment({ after, segments }: ReadOptions, position: number): StoredSegment {
  const stored = segments();
  const segment = stored.findLast(({ first }) => first <= position);
  if (segment === undefined) throw journalTooShort(after, (stored[0]?.first ?? 0) as Position);
  return segment;
}

async function readSegment({ files, after, segments }: ReadOptions, { path }: StoredSegment): Promise<Buffer> {
  try {
    return await files.read(path);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    if (segments().some((stored) => stored.path === path)) throw journalDamaged(path, 0, "the file is missing");
    throw journalTooShort(after, (segments()[0]?.first ?? 0) as Position);
  }
}
