// What a segment file says: its header, the entries that fit, and whether anything behind them proves a loss (JO-03).
import { crc32c } from "./crc32c.js";
import { formatVersion, lineAt, nextLine, type EntryLine, type HeaderLine } from "./line.js";
import { journalDamaged, journalOfNewerFormat } from "./journal-error.js";

/** The last entry that fits: the next one has the position behind it and names its crc. */
export interface Link {
  readonly position: number;
  readonly crc: number;
}

/** What the first entry of a journal names as the one before it: no entry of another journal fits. */
export function genesis(journal: string): Link {
  return { position: 0, crc: crc32c(Buffer.from(journal)) };
}

const namePattern = /^\d{20}\.journal$/;

/** Segments are named after their first position, so that names sort as positions do. */
export function segmentName(first: number): string {
  return `${String(first).padStart(20, "0")}.journal`;
}

export function isSegmentName(name: string): boolean {
  return namePattern.test(name);
}

/** The header of a segment. A file has its header on the disk before it gets its name, so without one it is damaged. */
export function headerOf(buffer: Buffer, file: string, journal: string): HeaderLine {
  const line = lineAt(buffer, 0);
  if (line?.kind !== "header") throw journalDamaged(file, 0, "the header of the segment cannot be read");
  if (line.format > formatVersion) throw journalOfNewerFormat(file, line.format, formatVersion);
  if (line.journal !== journal) throw journalDamaged(file, 0, `the segment belongs to another journal (${line.journal})`);
  if (!file.endsWith(segmentName(line.first)))
    throw journalDamaged(file, 0, `the segment was renamed: it begins at ${line.first}`);
  return line;
}

/** The entries behind the header, up to the first place that does not hold the next one. */
export function* entriesOf(buffer: Buffer, header: HeaderLine): Generator<EntryLine, void> {
  let { end, previous } = header;
  for (let position: number = header.first; ; position++) {
    const line = lineAt(buffer, end);
    if (line?.kind !== "entry" || line.position !== position || line.previous !== previous) return;
    yield line;
    [end, previous] = [line.end, line.crc];
  }
}

/** The highest position that a line at or behind `offset` knew to be durable; -1 when no line can be read there. */
export function syncedAccordingTo(buffer: Buffer, offset: number): number {
  let synced = -1;
  for (let line = nextLine(buffer, offset); line !== undefined; line = nextLine(buffer, line.end)) {
    synced = Math.max(synced, line.synced);
  }
  return synced;
}

/** Where the bytes that are not zero end. */
export function usedBytes(buffer: Buffer, from: number): number {
  let end = buffer.length;
  while (end > from && buffer[end - 1] === 0) end--;
  return end;
}
