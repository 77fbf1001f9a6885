// A folder for the time of one test.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `work` with a new folder, which is removed afterwards whatever happens. Other users may pass through it. */
export async function withTemporaryDirectory<T>(work: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), "holdfast-test-"));
  try {
    await chmod(path, 0o711);
    return await work(path);
  } finally {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}
