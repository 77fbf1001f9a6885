// A process and its children, to be killed or stopped from outside.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

async function parentOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name in parentheses may hold spaces; the parent is the second field behind it.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : Number(fields[1]);
}

/** The process first, then its children. */
export async function processFamily(parent: number): Promise<readonly number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const children: number[] = [];
  for (const pid of pids) if ((await parentOf(pid)) === parent) children.push(pid);
  return [parent, ...children];
}

/** A process that has just ended is no fault. */
export function killIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** The same signal for the process and all its children. */
export async function signalFamily(parent: number, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await processFamily(parent)) killIfThere(pid, signal);
}

/** Resolves when the system has forgotten all of them. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some((pid) => existsSync(`/proc/${pid}`))) await pause(2);
}
