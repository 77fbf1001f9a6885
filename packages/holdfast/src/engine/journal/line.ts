// One line of a journal file: how it is framed, and how it is recognised again among damaged ones (JO-02).
import type { Position } from "@holdfast/contract";
import { crc32c } from "./crc32c.js";

/*
 * <length> <crc> <previous> <json>\n
 *
 * length    bytes of the JSON text, 8 hexadecimal digits
 * crc       CRC32C of everything from `previous` to the end of the JSON text, 8 digits
 * previous  the crc of the entry before, 8 digits: an entry copied from elsewhere does not fit (it is written out, and
 *           not only a seed of the crc, because a line must be checkable when its neighbour is unreadable)
 * json      {"position":17,"synced":12,"body":…}   an entry; `synced`: the position up to which all was durable then
 *           {"segment":17,"journal":…,…}           the first line of a file
 *           {"closed":"2026-…","synced":17}        the last line, when the process ended in good order
 *
 * JSON text has no raw newline, so `less`, `cut -c28-` and `jq` read a journal.
 */
const crcAt = 9;
const previousAt = 18;
const jsonAt = 27;
const [newline, space] = [0x0a, 0x20];

interface Place {
  readonly start: number;
  /** Behind the newline. */
  readonly end: number;
  readonly crc: number;
  readonly previous: number;
  /** All up to here was durable when the line was written. */
  readonly synced: Position;
}

export interface EntryLine extends Place {
  readonly kind: "entry";
  readonly position: Position;
}

export interface HeaderLine extends Place {
  readonly kind: "header";
  /** The position of the first entry. What older files hold from here on is superseded. */
  readonly first: Position;
  readonly journal: string;
  readonly format: number;
  readonly createdAt: string;
}

export interface ClosingLine extends Place {
  readonly kind: "closing";
  readonly closedAt: string;
}

export type Line = EntryLine | HeaderLine | ClosingLine;

export const formatVersion = 1;

export function entryJson(position: number, synced: number, body: string): string {
  return `{"position":${position},"synced":${synced},"body":${body}}`;
}

export function headerJson(first: number, journal: string, createdAt: string): string {
  return JSON.stringify({ segment: first, journal, format: formatVersion, synced: first - 1, createdAt });
}

export function closingJson(synced: number, closedAt: string): string {
  return JSON.stringify({ closed: closedAt, synced });
}

const digits = Buffer.from("0123456789abcdef");

function putHex(buffer: Buffer, at: number, value: number): void {
  for (let i = 7, rest = value; i >= 0; i--, rest >>>= 4) buffer[at + i] = digits[rest & 15] as number;
  buffer[at + 8] = space;
}

/** The number in 8 lower-case hexadecimal digits and a space, or -1. */
function hexAt(buffer: Buffer, at: number): number {
  let value = 0;
  for (let i = at; i < at + 8; i++) {
    const digit = buffer[i] as number;
    if (digit >= 0x30 && digit <= 0x39) value = value * 16 + digit - 0x30;
    else if (digit >= 0x61 && digit <= 0x66) value = value * 16 + digit - 0x57;
    else return -1;
  }
  return buffer[at + 8] === space ? value : -1;
}

const blankFrame = " ".repeat(jsonAt);

/** Writes the frame of a line whose text is there already, and returns its crc. */
function seal(buffer: Buffer, start: number, end: number, previous: number): number {
  putHex(buffer, start, end - start - jsonAt);
  putHex(buffer, start + previousAt, previous);
  const crc = crc32c(buffer, start + previousAt, end);
  putHex(buffer, start + crcAt, crc);
  return crc;
}

/** Lines that are written together, in one buffer that is used again and again. */
export class LineBuffer {
  readonly #usual: number;
  #buffer: Buffer;
  #length = 0;

  constructor(usualBytes: number) {
    this.#usual = usualBytes;
    this.#buffer = Buffer.allocUnsafe(usualBytes);
  }

  /** The lines so far. Valid until the next `clear`. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    if (this.#buffer.length > 4 * this.#usual) this.#buffer = Buffer.allocUnsafe(this.#usual);
  }

  /** Adds a line for each text and returns the crc of the last. One write for all of them: each call into Node costs more than a line. */
  add(jsons: readonly string[], previous: number): number {
    let text = "";
    for (const json of jsons) text += `${blankFrame}${json}\n`;
    this.#makeRoom(text.length * 3);
    const [buffer, begin] = [this.#buffer, this.#length];
    const written = buffer.write(text, begin, "utf8");
    const isAscii = written === text.length;
    let [start, crc] = [begin, previous];
    for (const { length } of jsons) {
      const end = isAscii ? start + jsonAt + length : buffer.indexOf(newline, start);
      crc = seal(buffer, start, end, crc);
      start = end + 1;
    }
    this.#length = start;
    return crc;
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#buffer.length, this.#length + bytes));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

const entryStart = /^\{"position":(\d+),"synced":(\d+),"body":/;

function understand(buffer: Buffer, place: Omit<Place, "synced">): Line | undefined {
  const jsonStart = place.start + jsonAt;
  const entry = entryStart.exec(buffer.toString("latin1", jsonStart, Math.min(place.end - 1, jsonStart + 64)));
  if (entry !== null) {
    return { ...place, kind: "entry", position: Number(entry[1]) as Position, synced: Number(entry[2]) as Position };
  }
  const { segment, journal, format, createdAt, closed, synced } = JSON.parse(jsonOf(buffer, place));
  if (segment !== undefined) return { ...place, kind: "header", first: segment, journal, format, synced, createdAt };
  return closed === undefined ? undefined : { ...place, kind: "closing", closedAt: closed, synced };
}

/** The line that begins at `offset`, whatever stands around it; undefined when none does or its checksum is wrong. */
export function lineAt(buffer: Buffer, offset: number): Line | undefined {
  if (offset < 0 || offset + jsonAt >= buffer.length) return undefined;
  const length = hexAt(buffer, offset);
  const crc = hexAt(buffer, offset + crcAt);
  const previous = hexAt(buffer, offset + previousAt);
  const end = offset + jsonAt + length + 1;
  if (length < 0 || crc < 0 || previous < 0 || end > buffer.length || buffer[end - 1] !== newline) return undefined;
  if (crc32c(buffer, offset + previousAt, end - 1) !== crc) return undefined;
  return understand(buffer, { start: offset, end, crc, previous });
}

/** The first line that can be read at or behind `offset`, found without knowing where lines begin. */
export function nextLine(buffer: Buffer, offset: number): Line | undefined {
  for (let at = buffer.indexOf(" {", offset + jsonAt - 1); at >= 0; at = buffer.indexOf(" {", at + 1)) {
    const line = lineAt(buffer, at + 1 - jsonAt);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** The JSON text of a line. */
export function jsonOf(buffer: Buffer, line: Pick<Place, "start" | "end">): string {
  return buffer.toString("utf8", line.start + jsonAt, line.end - 1);
}

/** What the caller of `append` gave. */
export function bodyOf<Body>(buffer: Buffer, line: EntryLine): Body {
  return (JSON.parse(jsonOf(buffer, line)) as { body: Body }).body;
}
