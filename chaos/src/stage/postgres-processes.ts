// The processes of a PostgreSQL server, to be killed or stopped from outside.
import { readdir, readFile } from "node:fs/promises";

async function parentOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name in parentheses may hold spaces; the parent is the second field behind it.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : Number(fields[1]);
}

/** The postmaster and its children. */
export async function postgresProcesses(postmaster: number): Promise<readonly number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const children: number[] = [];
  for (const pid of pids) if ((await parentOf(pid)) === postmaster) children.push(pid);
  return [postmaster, ...children];
}

/** Sends a signal to the whole server; a process that has just ended is no fault. */
export async function signalPostgres(postmaster: number, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await postgresProcesses(postmaster)) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}
