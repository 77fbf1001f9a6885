// Starts the server process of an embedded cluster and waits until it takes connections.
import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../runtime/clock.js";
import { serverEnvironment } from "./create-cluster.js";
import { forgetDeadPostmaster, livingPostmaster } from "./postmaster.js";
import { didNotStart, portBusy } from "./refusal.js";
import type { SystemUser } from "./system-user.js";

export type ServerSettings = Readonly<Record<string, string>>;

export interface LaunchOptions {
  readonly program: string;
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly port: number;
  readonly settings: ServerSettings;
  readonly user: SystemUser;
  readonly clock: Clock;
}

const longestLog = 8 * 1024 * 1024;
const startDeadline = 60_000;

function serverArguments({ dataDirectory, port, settings }: LaunchOptions): readonly string[] {
  // Ours come last, because the last one counts: nobody but this machine may connect.
  const all = { ...settings, listen_addresses: "127.0.0.1", unix_socket_directories: "", log_timezone: "UTC", timezone: "UTC" };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", dataDirectory, "-p", String(port), ...flags];
}

/** Whether the server that runs was started with the same words, so that it can be kept. */
export async function runsAsWanted(options: LaunchOptions): Promise<boolean> {
  const last = await readFile(join(options.dataDirectory, "postmaster.opts"), "utf8").catch(() => "");
  const wanted = serverArguments(options).map((word) => `"${word}"`);
  return last.trim() === [options.program, ...wanted].join(" ");
}

/**
 * Starts PostgreSQL in a process group of its own: an interrupt typed in a terminal reaches us only, and we stop the
 * server when we have finished with it. Resolves when it is ready, also when another process was faster to start it.
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const { dataDirectory, clock } = options;
  const end = clock.monotonic() + startDeadline;
  for (;;) {
    await forgetDeadPostmaster(dataDirectory);
    const start = await logSize(options.logFile);
    const outcome = await untilReadyOrEnded(await spawnServer(options), options, end);
    if (outcome.ready || (await waitUntilReady(dataDirectory, clock))) return;
    const said = (await readFile(options.logFile, "utf8").catch(() => "")).slice(start).trim();
    // The children of a killed server need a moment to notice.
    const mayPass = /pre-existing shared memory block/.test(said) && clock.monotonic() < end;
    if (!mayPass) throw explainEnd(options.port, said, outcome.error);
    await clock.pause(100);
  }
}

/** Waits for a server that somebody else has started. Answers `false` when it ended instead. */
export async function waitUntilReady(dataDirectory: string, clock: Clock): Promise<boolean> {
  const end = clock.monotonic() + startDeadline;
  while (clock.monotonic() < end) {
    const server = await livingPostmaster(dataDirectory);
    if (server === undefined) return false;
    if (server.status === "ready") return true;
    await clock.pause(10);
  }
  throw didNotStart("The embedded PostgreSQL is neither ready nor gone after a minute.", "");
}

interface Outcome {
  readonly ready: boolean;
  readonly error?: Error;
}

async function untilReadyOrEnded(child: ChildProcess, { dataDirectory, clock }: LaunchOptions, end: number): Promise<Outcome> {
  let ended: Outcome | undefined;
  child.once("error", (error) => (ended = { ready: false, error }));
  child.once("exit", () => (ended ??= { ready: false }));
  for (;;) {
    if (ended !== undefined) return ended;
    const server = await livingPostmaster(dataDirectory);
    if (server?.pid === child.pid && server?.status === "ready") return { ready: true };
    if (clock.monotonic() > end) throw didNotStart("The embedded PostgreSQL was not ready after a minute.", "");
    await clock.pause(5);
  }
}

async function spawnServer(options: LaunchOptions): Promise<ChildProcess> {
  const log = await open(options.logFile, (await logSize(options.logFile)) > longestLog ? "w" : "a", 0o600);
  try {
    const child = spawn(options.program, serverArguments(options), {
      ...options.user,
      cwd: "/",
      detached: true,
      env: serverEnvironment,
      stdio: ["ignore", log.fd, log.fd],
    });
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function logSize(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function explainEnd(port: number, said: string, error?: Error): Error {
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return portBusy(port);
  return didNotStart("The embedded PostgreSQL did not start.", said.split("\n").slice(-5).join(" | "), error);
}
