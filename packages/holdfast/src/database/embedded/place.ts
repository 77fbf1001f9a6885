// Decides where the files of an embedded cluster are, so that the user who runs the server can reach them.
import { chmod, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import { type ClusterRecord, createRecord, newPassword, readRecord } from "./cluster-record.js";
import { directoryUnusable, passwordLost } from "./refusal.js";
import { canReach, findSystemUser, type SystemUser } from "./system-user.js";

export interface Place {
  /** The folder that was asked for: the record and the server's log are there. */
  readonly directory: string;
  /** The folder of `data`: the same, or one that the system user can reach. */
  readonly base: string;
  readonly user: SystemUser;
  readonly record: ClusterRecord;
}

interface PlaceOptions {
  readonly directory: string;
  /** Where the data goes when this process is root and the system user cannot reach `directory`. */
  readonly fallback: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Reads or makes the record of the cluster and the folder of its data. */
export async function choosePlace(options: PlaceOptions): Promise<Place> {
  try {
    return await choose(options);
  } catch (error) {
    // What the file system refused; our own refusals have said it already.
    if (error instanceof Error && "syscall" in error) throw directoryUnusable(options.directory, error);
    throw error;
  }
}

async function choose(options: PlaceOptions): Promise<Place> {
  const { directory, log } = options;
  await makePassable(directory);
  const record = (await readRecord(directory)) ?? (await firstRecord(options));
  const base = record.placedAt ?? directory;
  await makePassable(base);
  return { directory, base, user: await findSystemUser(join(base, "data"), log), record };
}

async function firstRecord(options: PlaceOptions): Promise<ClusterRecord> {
  const { directory, clock, log } = options;
  if (await exists(join(directory, "data"))) throw passwordLost(directory);
  const user = await findSystemUser(join(directory, "data"), log);
  const placedAt = (await canReach(directory, user)) ? undefined : await makeFallback(options);
  return createRecord(directory, { password: newPassword(), port: 0, ...(placedAt === undefined ? {} : { placedAt }) }, clock);
}

/** A home such as /root is closed to the system user, and it is not ours to open it. */
async function makeFallback({ directory, fallback, clock, log }: PlaceOptions): Promise<string> {
  const base = join(fallback, `embedded-${clock.uuid()}`);
  await makePassable(fallback);
  log.info("PostgreSQL's system user cannot enter the directory, so its data is kept elsewhere.", { directory, data: base });
  return base;
}

/** A folder that others may pass through but not list; our files in it have modes of their own. */
async function makePassable(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o711 });
  const { mode, uid } = await stat(path);
  if ((mode & 0o111) !== 0o111 && uid === process.getuid?.() && uid === 0) await chmod(path, mode | 0o111);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
