// A database as it was: the data directory of a killed PostgreSQL is copied, and later put back in place of what it has become.
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { processFamily, signalFamily, untilGone } from "./process-family.js";
import type { Stage } from "./stage.js";

const run = promisify(execFile);

/** Owners and modes stay: PostgreSQL refuses files that are not its own. */
const copy = (from: string, to: string): Promise<unknown> => run("cp", ["-a", from, to]);

async function killServer({ postgres }: Stage): Promise<void> {
  const family = await processFamily(postgres.pid);
  await signalFamily(postgres.pid, "SIGKILL");
  await untilGone(family);
}

/** What somebody would restore from. The server is away meanwhile, and back when this resolves. */
export async function backUp(stage: Stage): Promise<string> {
  const backup = join(await stage.folder("backup"), "data");
  await killServer(stage);
  await rm(backup, { recursive: true, force: true });
  await copy(stage.postgres.dataDirectory, backup);
  await stage.postgres.restart();
  return backup;
}

/** The server goes on from the backup: what was committed since has never been. */
export async function restore(stage: Stage, backup: string): Promise<void> {
  await killServer(stage);
  await rm(stage.postgres.dataDirectory, { recursive: true });
  await copy(backup, stage.postgres.dataDirectory);
  await stage.postgres.restart();
}
