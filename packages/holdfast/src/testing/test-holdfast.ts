// A whole Holdfast on a test database, with a journal in a directory of its own, opened and closed as often as a test likes.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Holdfast } from "../holdfast.js";
import { openHoldfast } from "../open.js";
import type { HoldfastOptions } from "../open-options.js";
import { generateKey, Keyring } from "../security/index.js";
import type { TestDatabase } from "./test-database.js";

export interface TestHoldfast {
  /** The journal's directory. */
  readonly directory: string;
  /** Opens with the same journal and the same keys each time. */
  open(options?: Partial<HoldfastOptions>): Promise<Holdfast>;
  /** Closes what is still open and removes the directory. */
  cleanUp(): Promise<void>;
}

export async function createTestHoldfast(database: Pick<TestDatabase, "requestUrl" | "workerUrl">): Promise<TestHoldfast> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-test-"));
  const keyring = Keyring.parse(generateKey("test"));
  const opened = new Set<Holdfast>();
  return {
    directory,
    open: async (options = {}) => {
      const { requestUrl, workerUrl } = database;
      const holdfast = await openHoldfast({
        keyring,
        ...options,
        database: { requestUrl, workerUrl, poolSize: 4, ...options.database },
        journal: { directory, segmentBytes: 1024 * 1024, ...options.journal },
      });
      opened.add(holdfast);
      return holdfast;
    },
    cleanUp: async () => {
      for (const holdfast of opened) await holdfast.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
