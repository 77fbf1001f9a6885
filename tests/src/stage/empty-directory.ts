// An empty directory to start a server in, of which nothing is left behind.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface EmptyDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

export async function makeEmptyDirectory(): Promise<EmptyDirectory> {
  const path = await mkdtemp(join(tmpdir(), "holdfast-system-"));
  // Started by root, PostgreSQL runs as a user of its own, who has to reach its files in here.
  await chmod(path, 0o711);
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
