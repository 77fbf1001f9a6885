// A disk for tests that forgets, tears and fails on command: what was not synced may survive a crash in any part and order.
import type { FileSystem, OpenFile } from "./file-system.js";

export type DiskCall =
  | "create"
  | "open"
  | "read"
  | "write"
  | "datasync"
  | "truncate"
  | "rename"
  | "link"
  | "remove"
  | "syncDirectory";

/** A number in [0, 1). */
export type Dice = () => number;

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

function changed(content: Buffer, change: Change): Buffer {
  const size = "size" in change ? change.size : Math.max(content.length, change.at + change.bytes.length);
  const result = Buffer.alloc(size);
  content.copy(result, 0, 0, Math.min(size, content.length));
  if ("bytes" in change) change.bytes.copy(result, change.at);
  return result;
}

/** Sectors are written whole or not at all; small ones tear more lines. */
const sectorBytes = 64;

class Inode {
  /** What programs see, and what a power cut leaves. */
  content: Buffer = Buffer.alloc(0);
  durable: Buffer = Buffer.alloc(0);
  /** Since the last sync. */
  unsynced: Change[] = [];
  /** Of a sync that failed: seen by programs, perhaps on the disk, and no later sync brings it there. */
  lost: Change[] = [];

  change(change: Change): void {
    this.content = changed(this.content, change);
    this.unsynced.push(change);
  }

  sync(): void {
    for (const change of this.unsynced) this.durable = changed(this.durable, change);
    this.unsynced = [];
  }

  failSync(): void {
    this.lost.push(...this.unsynced.splice(0));
  }

  crash(dice: Dice): void {
    for (const change of [...this.lost, ...this.unsynced]) {
      for (const part of "size" in change ? [change] : sectors(change)) {
        if (dice() < 0.5) this.durable = changed(this.durable, part);
      }
    }
    [this.content, this.unsynced, this.lost] = [this.durable, [], []];
  }
}

function sectors({ at, bytes }: { readonly at: number; readonly bytes: Buffer }): readonly Change[] {
  const parts: Change[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sectorBytes - ((at + from) % sectorBytes));
    parts.push({ at: at + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return parts;
}

type Names = Map<string, Inode>;

export function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: simulated, ${path}`), { code });
}

export class SimulatedDisk implements FileSystem {
  #names: Names = new Map();
  #durableNames: Names = new Map();
  #unsyncedNames: ((names: Names) => void)[] = [];
  /** Called before everything that the disk does; what it throws or awaits happens to the caller. */
  before: (call: DiskCall, path: string) => void | Promise<void> = () => undefined;
  readonly calls: { call: DiskCall; path: string }[] = [];

  /** What is left after a power cut: the disk that the next process finds. */
  crash(dice: Dice): SimulatedDisk {
    const after = new SimulatedDisk();
    for (const change of this.#unsyncedNames) if (dice() < 0.5) change(this.#durableNames);
    for (const inode of new Set(this.#durableNames.values())) inode.crash(dice);
    after.#durableNames = new Map(this.#durableNames);
    after.#names = new Map(this.#durableNames);
    return after;
  }

  async #enter(call: DiskCall, path: string): Promise<void> {
    this.calls.push({ call, path });
    await this.before(call, path);
  }

  #inode(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw systemError("ENOENT", path);
    return inode;
  }

  #rename(change: (names: Names) => void): void {
    change(this.#names);
    this.#unsyncedNames.push(change);
  }

  #file(path: string, inode: Inode): OpenFile {
    return {
      write: async (bytes, at) => {
        await this.#enter("write", path);
        inode.change({ at, bytes: Buffer.from(bytes) });
      },
      datasync: async () => {
        try {
          await this.#enter("datasync", path);
        } catch (error) {
          inode.failSync();
          throw error;
        }
        inode.sync();
      },
      truncate: async (size) => {
        await this.#enter("truncate", path);
        inode.change({ size });
      },
      close: async () => undefined,
    };
  }

  async create(path: string): Promise<OpenFile> {
    await this.#enter("create", path);
    const inode = new Inode();
    this.#rename((names) => names.set(path, inode));
    return this.#file(path, inode);
  }

  async open(path: string): Promise<OpenFile> {
    await this.#enter("open", path);
    return this.#file(path, this.#inode(path));
  }

  async read(path: string, length?: number): Promise<Buffer> {
    await this.#enter("read", path);
    return Buffer.from(this.#inode(path).content.subarray(0, length));
  }

  async size(path: string): Promise<number> {
    return this.#inode(path).content.length;
  }

  async list(directory: string): Promise<readonly string[]> {
    return [...this.#names.keys()]
      .filter((path) => path.startsWith(`${directory}/`))
      .map((path) => path.slice(directory.length + 1));
  }

  async makeDirectory(): Promise<void> {}

  async link(from: string, to: string): Promise<void> {
    await this.#enter("link", to);
    if (this.#names.has(to)) throw systemError("EEXIST", to);
    const inode = this.#inode(from);
    this.#rename((names) => names.set(to, inode));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#enter("rename", to);
    const inode = this.#inode(from);
    this.#rename((names) => {
      if (names.get(from) === inode) names.delete(from);
      names.set(to, inode);
    });
  }

  async remove(path: string): Promise<void> {
    await this.#enter("remove", path);
    this.#rename((names) => names.delete(path));
  }

  async syncDirectory(directory: string): Promise<void> {
    await this.#enter("syncDirectory", directory);
    for (const change of this.#unsyncedNames) change(this.#durableNames);
    this.#unsyncedNames = [];
  }

  /** Edits a file behind everybody's back, durably. */
  edit(path: string, change: (content: Buffer) => Buffer): void {
    const inode = this.#inode(path);
    inode.content = inode.durable = Buffer.from(change(Buffer.from(inode.content)));
  }
}
