// PostgreSQL refuses to run as root: this finds, or makes, the user that it runs as instead.
import { execFile, spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import type { Log } from "../../runtime/log.js";
import { noSystemUser } from "./refusal.js";

const run = promisify(execFile);

/** The user of the server's processes; `undefined` when they run as we do. */
export type SystemUser = { readonly uid: number; readonly gid: number } | undefined;

/** As root: the owner of an existing data directory, else the user `postgres`, which is created when absent. */
export async function findSystemUser(dataDirectory: string, log: Log): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDirectory).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp()) ?? (await create(log));
}

async function lookUp(): Promise<SystemUser> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(log: Log): Promise<SystemUser> {
  const failure = await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]).then(
    () => undefined,
    (error: unknown) => error,
  );
  // Looked up even after a failure: two processes may have tried at once.
  const user = await lookUp();
  if (user === undefined) throw noSystemUser(failure);
  log.info("Created the system user postgres, because PostgreSQL refuses to run as root.");
  return user;
}

/** Whether the user can enter a directory, or run a file, asked of the system itself so that every parent counts. */
export async function canReach(path: string, user: SystemUser): Promise<boolean> {
  if (user === undefined) return true;
  return new Promise((resolve) => {
    const probe = spawn("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { ...user, cwd: "/", stdio: "ignore" });
    probe.once("error", () => resolve(false));
    probe.once("exit", (code) => resolve(code === 0));
  });
}
