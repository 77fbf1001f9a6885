// Which process is which, so that a lock left by a dead one is told from a lock of a living one.
import { hostname } from "node:os";
import { readFile } from "node:fs/promises";

/** A process, named so that a later one with the same number is not mistaken for it. */
export interface ProcessName {
  readonly pid: number;
  /** Clock ticks between the start of the machine and of the process; null where /proc does not tell. */
  readonly started: string | null;
  /** Of this run of the machine; null where /proc does not tell. */
  readonly boot: string | null;
  readonly host: string;
}

/** `elsewhere`: on another host, so nobody here can tell. */
export type ProcessState = "alive" | "gone" | "elsewhere";

export interface ProcessTable {
  /** This process. */
  self(): Promise<ProcessName>;
  look(process: ProcessName): Promise<ProcessState>;
}

const bootFile = "/proc/sys/kernel/random/boot_id";

async function bootId(): Promise<string | null> {
  return readFile(bootFile, "utf8").then(
    (text) => text.trim(),
    () => null,
  );
}

/** Field 22 of /proc/PID/stat (proc(5)); the second field, the command, may hold spaces and brackets. */
async function startTime(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

export const systemProcesses: ProcessTable = {
  self: async () => ({ pid: process.pid, started: await startTime(process.pid), boot: await bootId(), host: hostname() }),

  look: async ({ pid, started, boot, host }) => {
    if (host !== hostname()) return "elsewhere";
    const bootNow = await bootId();
    if (boot !== null && bootNow !== null && boot !== bootNow) return "gone";
    if (!exists(pid)) return "gone";
    const startedNow = await startTime(pid);
    return started !== null && startedNow !== null && started !== startedNow ? "gone" : "alive";
  },
};
