// The few things that a journal asks of a file system, so that tests can make each of them fail, tear or forget.
import * as fs from "node:fs";
import { promisify } from "node:util";

/** One open file. After any failure of `write` or `datasync` the journal closes it and never uses it again (JO-04). */
export interface OpenFile {
  /** Writes all of `bytes` at `offset`. */
  write(bytes: Uint8Array, offset: number): Promise<void>;
  /** fdatasync: the bytes, and the size when it has changed, are on the disk. */
  datasync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

export interface FileSystem {
  /** An empty file to write, replacing what has this name. */
  create(path: string): Promise<OpenFile>;
  /** A file that exists, to write in place. */
  open(path: string): Promise<OpenFile>;
  /** The whole file, or its first `length` bytes. Rejects with ENOENT when there is none. */
  read(path: string, length?: number): Promise<Buffer>;
  /** Bytes of a file. */
  size(path: string): Promise<number>;
  /** The names in a directory. */
  list(directory: string): Promise<readonly string[]>;
  makeDirectory(directory: string): Promise<void>;
  /** A second name for a file. Rejects with EEXIST when the name is taken: the one atomic "only I" there is. */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a name; it is no error when there is none. */
  remove(path: string): Promise<void>;
  /** fsync of the directory: names that were made, changed or removed in it stay so. */
  syncDirectory(directory: string): Promise<void>;
}

/** Callbacks, not FileHandle: half of the time that a small write takes is spent around it. */
const write = promisify(fs.write);
const fdatasync = promisify(fs.fdatasync);
const ftruncate = promisify(fs.ftruncate);
const close = promisify(fs.close);
const open = promisify(fs.open);

class NodeFile implements OpenFile {
  readonly #descriptor: number;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  async write(bytes: Uint8Array, offset: number): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      written += (await write(this.#descriptor, bytes, written, bytes.length - written, offset + written)).bytesWritten;
    }
  }

  datasync(): Promise<void> {
    return fdatasync(this.#descriptor);
  }

  truncate(size: number): Promise<void> {
    return ftruncate(this.#descriptor, size);
  }

  close(): Promise<void> {
    return close(this.#descriptor);
  }
}

/** A journal holds what users did: its owner alone reads it. */
const [fileMode, directoryMode] = [0o600, 0o700];

async function readStart(path: string, length: number): Promise<Buffer> {
  const file = await fs.promises.open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export const nodeFileSystem: FileSystem = {
  create: async (path) => new NodeFile(await open(path, "w", fileMode)),
  open: async (path) => new NodeFile(await open(path, "r+", fileMode)),
  read: (path, length) => (length === undefined ? fs.promises.readFile(path) : readStart(path, length)),
  size: async (path) => (await fs.promises.stat(path)).size,
  list: (directory) => fs.promises.readdir(directory),
  makeDirectory: async (directory) => void (await fs.promises.mkdir(directory, { recursive: true, mode: directoryMode })),
  link: (from, to) => fs.promises.link(from, to),
  rename: (from, to) => fs.promises.rename(from, to),
  remove: (path) => fs.promises.rm(path, { force: true }),
  syncDirectory: async (directory) => {
    const handle = await fs.promises.open(directory, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** `ENOENT`, `EEXIST`, `ENOSPC` …, or undefined for a failure of another kind. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

/** Writes a small file so that after a crash it is there whole or not at all. */
export async function writeAtomically(files: FileSystem, directory: string, name: string, text: string): Promise<void> {
  const path = `${directory}/${name}`;
  const file = await files.create(`${path}.tmp`);
  try {
    await file.write(Buffer.from(text), 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  await files.rename(`${path}.tmp`, path);
  await files.syncDirectory(directory);
}
