// Which processes work in a directory or below it: the server that was started there, and the database that it started.
import { readdir, readlink, readFile } from "node:fs/promises";
import { sep } from "node:path";

/** Their command lines, from the process table in /proc. */
export async function processesIn(directory: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => commandIn(pid, directory)));
  return found.filter((command) => command !== undefined);
}

async function commandIn(pid: string, directory: string): Promise<string | undefined> {
  // A process that ended meanwhile, or one that is not ours to look at, is none of those that we started.
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => "");
  if (place !== directory && !place.startsWith(directory + sep)) return undefined;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.replaceAll("\0", " ").trim();
}
