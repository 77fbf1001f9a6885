// The segment that is being written, and the spare that is prepared ahead of it.
import type { FileSystem, OpenFile } from "./file-system.js";
import { headerJson, LineBuffer } from "./line.js";
import { segmentName, type Link } from "./segment-scan.js";

const zeros = Buffer.alloc(1024 * 1024);

interface Blank {
  readonly file: OpenFile;
  readonly bytes: number;
}

/**
 * A file of zeros, written and synced in the background before it is needed: fdatasync then has no size and no blocks
 * to record, which halves its time, and a full disk is noticed a whole segment early.
 */
export class Spare {
  readonly #files: FileSystem;
  readonly #usualBytes: number;
  readonly path: string;
  #ready: Promise<Blank> | undefined;

  constructor(files: FileSystem, directory: string, usualBytes: number) {
    this.#files = files;
    this.#usualBytes = usualBytes;
    this.path = `${directory}/spare.tmp`;
  }

  /** Begins to prepare one. When that fails, `take` tries again, and its failure counts. */
  prepare(): void {
    this.#ready ??= this.#make(this.#usualBytes);
    this.#ready.catch(() => undefined);
  }

  /** A blank file of at least `bytes`, under `path`; the caller renames it. */
  async take(bytes: number): Promise<Blank> {
    const prepared = this.#ready;
    this.#ready = undefined;
    const blank = await prepared?.catch(() => undefined);
    if (blank !== undefined && blank.bytes >= bytes) return blank;
    await blank?.file.close();
    return this.#make(Math.max(bytes, this.#usualBytes));
  }

  /** Lets go of the one that is prepared. */
  async discard(): Promise<void> {
    const prepared = this.#ready;
    this.#ready = undefined;
    const blank = await prepared?.catch(() => undefined);
    await blank?.file.close().catch(() => undefined);
    await this.#files.remove(this.path);
  }

  async #make(bytes: number): Promise<Blank> {
    const file = await this.#files.create(this.path);
    try {
      for (let at = 0; at < bytes; at += zeros.length) {
        await file.write(zeros.subarray(0, Math.min(zeros.length, bytes - at)), at);
        // Piece by piece, because an fdatasync of the journal waits for whatever else is on its way to the disk.
        await file.datasync();
      }
      return { file, bytes };
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }
}

export interface SegmentOptions {
  readonly files: FileSystem;
  readonly directory: string;
  readonly journal: string;
  readonly createdAt: string;
  /** The entry before its first. */
  readonly after: Link;
  /** Bytes that must fit behind the header. */
  readonly bytes: number;
}

/** One file, one writer, one write under way. After a failure nothing but `abandon` is called. */
export class Segment {
  readonly path: string;
  readonly first: number;
  readonly #file: OpenFile;
  readonly #size: number;
  #used: number;

  private constructor(path: string, first: number, blank: Blank, used: number) {
    this.path = path;
    this.first = first;
    this.#file = blank.file;
    this.#size = blank.bytes;
    this.#used = used;
  }

  /**
   * Turns the spare into a segment: header, fdatasync, name, fsync of the directory. In this order a named segment
   * always has its header, and an entry in it can be found again. Replaces a segment of the same name, of which
   * nothing was durable.
   */
  static async begin(spare: Spare, options: SegmentOptions): Promise<Segment> {
    const { files, directory, after } = options;
    const first = after.position + 1;
    const header = new LineBuffer(1024);
    header.add([headerJson(first, options.journal, options.createdAt)], after.crc);
    const blank = await spare.take(header.bytes.length + options.bytes);
    try {
      const path = `${directory}/${segmentName(first)}`;
      await blank.file.write(header.bytes, 0);
      await blank.file.datasync();
      await files.rename(spare.path, path);
      await files.syncDirectory(directory);
      return new Segment(path, first, blank, header.bytes.length);
    } catch (error) {
      await blank.file.close().catch(() => undefined);
      throw error;
    }
  }

  get bytes(): number {
    return this.#used;
  }

  hasRoomFor(bytes: number): boolean {
    return this.#used + bytes <= this.#size;
  }

  /** Resolves when the lines are on the disk. */
  async append(lines: Buffer): Promise<void> {
    await this.#file.write(lines, this.#used);
    await this.#file.datasync();
    this.#used += lines.length;
  }

  /** Gives the unused space back. Its successor or its closing line says where it ends, so nothing waits for this. */
  async close(): Promise<void> {
    await this.#file.truncate(this.#used);
    await this.#file.close();
  }

  /** After a failure: the descriptor is let go, and what it has not made durable goes to another segment (JO-04). */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => undefined);
  }
}
