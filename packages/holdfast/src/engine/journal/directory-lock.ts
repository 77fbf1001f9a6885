// One process writes a journal: a lock file that only one can make, and that outlives nobody (JO-07).
import { HoldfastError } from "@holdfast/contract";
import type { Clock } from "../../runtime/clock.js";
import { systemCode, type FileSystem } from "./file-system.js";
import type { ProcessName, ProcessState, ProcessTable } from "./process-table.js";

export interface LockOptions {
  readonly files: FileSystem;
  readonly directory: string;
  readonly processes: ProcessTable;
  readonly clock: Clock;
  /** How long to wait for the holder to finish, in milliseconds: a rolling deploy gives the old process its time. */
  readonly patienceMs: number;
}

interface Holder extends ProcessName {
  readonly since: string;
  /** Of this one lock: a lock that was removed never comes back. */
  readonly nonce: string;
}

const lookAgainMs = 50;
/** Time for another process to finish taking over from a dead one. */
const takeOverMs = 1000;

async function readHolder(files: FileSystem, path: string): Promise<Holder | undefined> {
  const text = await files.read(path).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text.toString()) as Holder;
  } catch (cause) {
    throw new HoldfastError("journal_locked", {
      what: `The lock file ${path} cannot be read.`,
      why: "Nobody can tell which process holds the journal.",
      action: `Make sure that no Holdfast process uses this directory, then delete ${path}.`,
      cause,
    });
  }
}

/** Makes the lock file with its content in one step: written aside, synced, then linked. False when there is one. */
async function claim(files: FileSystem, path: string, holder: Holder): Promise<boolean> {
  const aside = `${path}.${holder.nonce}.tmp`;
  const file = await files.create(aside);
  try {
    await file.write(Buffer.from(`${JSON.stringify(holder)}\n`), 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  try {
    await files.link(aside, path);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await files.remove(aside);
  }
}

/**
 * Removes the lock of a dead process. The right to do so is itself a lock, named after the nonce of the dead one, so
 * that of any number of reapers one removes exactly this lock and none a later one. A reaper that died is reaped alike.
 * False when another process has the right.
 */
async function reap(options: LockOptions, path: string, dead: Holder, me: Holder): Promise<boolean> {
  const { files, processes } = options;
  const right = `${path}.${dead.nonce}`;
  if (!(await claim(files, right, me))) {
    const other = await readHolder(files, right);
    if (other === undefined) return true;
    return (await processes.look(other)) === "gone" && reap(options, right, other, me);
  }
  if ((await readHolder(files, path))?.nonce === dead.nonce) await files.remove(path);
  await files.remove(right);
  return true;
}

function advice(state: ProcessState, { pid, host }: Holder, lock: string): string {
  if (state === "alive") {
    return `Stop process ${pid}, or give this one another journal directory; in a rolling deploy, set the patience of the lock.`;
  }
  if (state === "gone") return "It has ended, and another process is taking its place: let that one work, or stop it.";
  return (
    `If the directory was copied or moved from ${host}, or ${host} is gone, make sure that nothing writes it there and ` +
    `delete ${lock}. A copy must never feed the database that its original feeds.`
  );
}

function refusal(directory: string, holder: Holder, state: ProcessState): HoldfastError {
  const { pid, since, host } = holder;
  const lock = `${directory}/lock`;
  return new HoldfastError("journal_locked", {
    what: `The journal in ${directory} is held by process ${pid} on ${host}, since ${since}.`,
    why: "Two writers would destroy each other's entries.",
    action: advice(state, holder, lock),
    data: { pid, host, since, lock },
  });
}

/** Takes the lock, or throws `journal_locked` with who holds it, since when, and what to do. Returns how to let go. */
export async function lockDirectory(options: LockOptions): Promise<() => Promise<void>> {
  const { files, directory, processes, clock, patienceMs } = options;
  const path = `${directory}/lock`;
  const nonce = clock.uuid().slice(0, 8);
  const me: Holder = { ...(await processes.self()), since: clock.timestamp(), nonce };
  const begun = clock.monotonic();
  while (!(await claim(files, path, me))) {
    const holder = await readHolder(files, path);
    if (holder === undefined) continue;
    const state = await processes.look(holder);
    if (state === "gone" && (await reap(options, path, holder, me))) continue;
    const patience = state === "gone" ? Math.max(patienceMs, takeOverMs) : patienceMs;
    if (clock.monotonic() - begun >= patience) throw refusal(directory, holder, state);
    await clock.pause(lookAgainMs);
  }
  return async () => {
    if ((await readHolder(files, path))?.nonce === nonce) await files.remove(path);
  };
}
