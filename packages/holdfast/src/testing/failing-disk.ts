// A disk that fails on command: every write, sync and new file of a journal answers EIO until it is mended (fault F6).
import { type FileSystem, nodeFileSystem, type OpenFile } from "../engine/index.js";

export interface FailingDisk {
  readonly files: FileSystem;
  fail(): void;
  mend(): void;
}

export function createFailingDisk(): FailingDisk {
  let failing = false;
  const unlessFailing = async <T>(work: () => Promise<T>): Promise<T> => {
    if (failing) throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
    return work();
  };
  const guard = (file: OpenFile): OpenFile => ({
    write: (bytes, offset) => unlessFailing(() => file.write(bytes, offset)),
    datasync: () => unlessFailing(() => file.datasync()),
    truncate: (size) => unlessFailing(() => file.truncate(size)),
    close: () => file.close(),
  });
  return {
    files: {
      ...nodeFileSystem,
      create: async (path) => guard(await unlessFailing(() => nodeFileSystem.create(path))),
      open: async (path) => guard(await unlessFailing(() => nodeFileSystem.open(path))),
    },
    fail: () => {
      failing = true;
    },
    mend: () => {
      failing = false;
    },
  };
}
