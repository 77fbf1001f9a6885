// The server process of an embedded cluster, seen from outside: whether it lives, whether it is ready, how it ends.
import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Clock } from "../../runtime/clock.js";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** PostgreSQL's own word: starting, stopping, ready, standby. */
  readonly status: string;
}

const run = promisify(execFile);

/** Reads postmaster.pid; answers `undefined` when no server of this data directory lives. */
export async function livingPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isServerOf(dataDirectory, pid))) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7] ?? "starting" };
}

/**
 * Removes a postmaster.pid that a kill left behind. PostgreSQL does so itself, except when the process id was given to
 * another program since, or is a dead process that nobody collected.
 */
export async function forgetDeadPostmaster(dataDirectory: string): Promise<void> {
  if ((await livingPostmaster(dataDirectory)) === undefined) await rm(join(dataDirectory, "postmaster.pid"), { force: true });
}

/** Asks for a fast shutdown (transactions are rolled back, a checkpoint is written) and waits for the end. */
export async function shutDown(dataDirectory: string, clock: Clock, deadline = 30_000): Promise<void> {
  const server = await livingPostmaster(dataDirectory);
  if (server === undefined) return;
  signal(server.pid, "SIGINT");
  if (await hasEnded(dataDirectory, server.pid, clock, deadline)) return;
  // Too slow: without a checkpoint, the next start recovers from the write-ahead log.
  signal(server.pid, "SIGQUIT");
  if (await hasEnded(dataDirectory, server.pid, clock, 10_000)) return;
  signal(server.pid, "SIGKILL");
  await hasEnded(dataDirectory, server.pid, clock, 5_000);
}

async function hasEnded(dataDirectory: string, pid: number, clock: Clock, deadline: number): Promise<boolean> {
  const end = clock.monotonic() + deadline;
  while (await isServerOf(dataDirectory, pid)) {
    if (clock.monotonic() > end) return false;
    await clock.pause(10);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already, which is what was asked for.
  }
}

/** Process ids are used again, so the command line must name the data directory. A dead process has none. */
async function isServerOf(dataDirectory: string, pid: number): Promise<boolean> {
  const words = await commandLine(pid);
  return words.includes("postgres") && words.includes(dataDirectory);
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return run("ps", ["-o", "args=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}
