// Creates the data directory of an embedded cluster, all or nothing.
import { execFile } from "node:child_process";
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Clock } from "../../runtime/clock.js";
import type { Binaries } from "./binaries.js";
import { didNotStart, otherMajorVersion } from "./refusal.js";
import type { SystemUser } from "./system-user.js";

const run = promisify(execFile);

interface CreateClusterOptions {
  /** Folder that will hold `data`. */
  readonly place: string;
  readonly binaries: Binaries;
  readonly user: SystemUser;
  readonly password: string;
  /** Whether to wait for the disk. */
  readonly durable: boolean;
  readonly clock: Clock;
}

/** What the server's programs get to see of our environment: nothing that could be secret. */
export const serverEnvironment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Runs initdb into a staging folder and renames it, so that a kill leaves no half of a cluster. */
export async function createCluster(options: CreateClusterOptions): Promise<void> {
  const { place, user, clock } = options;
  await removeUnfinished(place, clock);
  const staging = join(place, `unfinished-${clock.uuid()}`);
  const passwordFile = join(place, `unfinished-${clock.uuid()}.password`);
  await mkdir(staging, { mode: 0o700 });
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (user !== undefined) await Promise.all([staging, passwordFile].map((path) => chown(path, user.uid, user.gid)));
  try {
    await initdb(staging, passwordFile, options);
    await rename(staging, join(place, "data")).catch(async (error: unknown) => {
      // Another process was faster, with the same record; its cluster is as good.
      if (!(await clusterExists(join(place, "data"), options.binaries))) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

async function initdb(staging: string, passwordFile: string, options: CreateClusterOptions): Promise<void> {
  const flags = [
    `--pgdata=${staging}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The provider that PostgreSQL brings along sorts alike on every system.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(options.durable ? [] : ["--no-sync"]),
  ];
  const { user, binaries } = options;
  await run(binaries.initdb, flags, { ...user, cwd: "/", env: serverEnvironment }).catch((error: unknown) => {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw didNotStart("The embedded PostgreSQL could not create its data directory.", said, error);
  });
}

/** What a killed process left. A young one may belong to a process that is at it right now. */
async function removeUnfinished(place: string, clock: Clock): Promise<void> {
  const paths = (await readdir(place)).filter((name) => name.startsWith("unfinished-")).map((name) => join(place, name));
  for (const path of paths) {
    const { mtimeMs } = await stat(path);
    if (clock.now() - mtimeMs > 60_000) await rm(path, { recursive: true, force: true });
  }
}

/** Whether a cluster is there already. Throws when it belongs to another major version. */
export async function clusterExists(dataDirectory: string, binaries: Binaries): Promise<boolean> {
  const found = await readFile(join(dataDirectory, "PG_VERSION"), "utf8").catch(() => undefined);
  if (found === undefined) return false;
  const expected = binaries.version.split(".")[0] ?? "";
  if (found.trim() !== expected) throw otherMajorVersion(found.trim(), expected);
  return true;
}
