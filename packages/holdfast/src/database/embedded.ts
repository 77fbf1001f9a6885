// A real PostgreSQL without an installation: started beside the application when no DATABASE_URL is given.
import { join, resolve } from "node:path";
import { isHoldfastError } from "@holdfast/contract";
import pg from "pg";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import { findBinaries } from "./embedded/binaries.js";
import { writeRecord } from "./embedded/cluster-record.js";
import { clusterExists, createCluster } from "./embedded/create-cluster.js";
import { launch, type LaunchOptions, runsAsWanted, type ServerSettings, waitUntilReady } from "./embedded/launch.js";
import { type Ownership, takeOwnership } from "./embedded/ownership.js";
import { choosePlace, type Place } from "./embedded/place.js";
import { findFreePort, isFree } from "./embedded/port.js";
import { livingPostmaster, shutDown } from "./embedded/postmaster.js";
import { didNotStart, portBusy } from "./embedded/refusal.js";
import { createDatabase } from "./embedded/sql/create-database.js";
import { databaseExists } from "./embedded/sql/database-exists.js";

export interface EmbeddedOptions {
  /** Where the cluster lives; made when absent. A second start on it finds everything as it was. */
  readonly directory: string;
  /** A port of 127.0.0.1. 0, the default: a free one, chosen once and kept while it stays free. */
  readonly port?: number;
  /** PostgreSQL settings by name, such as `max_connections`. */
  readonly settings?: ServerSettings;
  /** Where the data goes when this process is root and PostgreSQL's system user cannot reach `directory`. */
  readonly fallbackDirectory?: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface EmbeddedDatabase {
  readonly port: number;
  /** Of the server now; changes with a restart. */
  readonly pid: number;
  readonly dataDirectory: string;
  /** Connection string of the superuser. Holds the password: never log it. */
  superuserUrl(database: string): string;
  /** Stops the server and starts it again on the same port, also when it was killed. */
  restart(): Promise<void>;
  /** Rolls back what is open, writes a checkpoint and waits for the end. Can be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on `directory`, or takes over the one that a killed process has left running there. It listens on
 * 127.0.0.1 only, with a random password.
 *
 * Throws `configuration_invalid` (the package is missing, the port is busy, the directory cannot be used) or
 * `database_unavailable` (another living process uses the directory, or PostgreSQL does not start).
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { clock, log, settings = {} } = options;
  const place = await choosePlace({
    directory: resolve(options.directory),
    fallback: options.fallbackDirectory ?? "/var/lib/holdfast",
    clock,
    log,
  });
  const { base, user } = place;
  const copyTo = base === place.directory ? base : join(base, "..");
  const binaries = await findBinaries({ user, copyTo, uuid: clock.uuid(), log });
  const dataDirectory = join(base, "data");
  if (!(await clusterExists(dataDirectory, binaries))) {
    await createCluster({
      place: base,
      binaries,
      user,
      password: place.record.password,
      durable: settings["fsync"] !== "off",
      clock,
    });
  }
  const wanted = {
    program: binaries.postgres,
    dataDirectory,
    logFile: join(place.directory, "postgres.log"),
    settings,
    user,
    clock,
  };
  return run(place, { ...options, port: options.port ?? 0 }, wanted);
}

type Wanted = Omit<LaunchOptions, "port">;
type RunOptions = EmbeddedOptions & { readonly port: number };

async function run(place: Place, options: RunOptions, wanted: Wanted): Promise<EmbeddedDatabase> {
  const { clock, log } = options;
  const { dataDirectory } = wanted;
  const urlOn = (port: number, database: string): string =>
    `postgres://postgres:${place.record.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const own = (port: number): Promise<Ownership> =>
    takeOwnership({ url: urlOn(port, "postgres"), directory: place.directory, clock, log });

  async function startFresh(port: number): Promise<Running> {
    await launch({ ...wanted, port });
    // Another process may have been faster; it then owns the server, and says so.
    return claimRunning(dataDirectory, own);
  }

  let running = await adopt(options.port, wanted, own);
  if (running === undefined) {
    running = await startOnChosenPort(place, options, startFresh);
  } else {
    log.info("Took over the embedded PostgreSQL that was still running.", { pid: running.pid });
  }
  log.info("The embedded PostgreSQL is ready.", { port: running.port, data: dataDirectory });

  let now = running;
  return {
    port: now.port,
    get pid() {
      return now.pid;
    },
    dataDirectory,
    superuserUrl: (database) => urlOn(now.port, database),
    restart: async () => {
      await now.ownership.release();
      await shutDown(dataDirectory, clock);
      now = await startFresh(now.port);
    },
    stop: async () => {
      await now.ownership.release();
      await shutDown(dataDirectory, clock);
    },
  };
}

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly ownership: Ownership;
}

async function claimRunning(dataDirectory: string, own: (port: number) => Promise<Ownership>): Promise<Running> {
  const server = await livingPostmaster(dataDirectory);
  if (server === undefined) throw didNotStart("The embedded PostgreSQL ended right after its start.", "");
  return { pid: server.pid, port: server.port, ownership: await own(server.port) };
}

/** Takes over a server whose process was killed. One with other settings is stopped, so that it starts with ours. */
async function adopt(port: number, wanted: Wanted, own: (port: number) => Promise<Ownership>): Promise<Running | undefined> {
  const { dataDirectory, clock } = wanted;
  if (!(await waitUntilReady(dataDirectory, clock))) return undefined;
  const running = await claimRunning(dataDirectory, own);
  const asked = port === 0 ? running.port : port;
  if (asked === running.port && (await runsAsWanted({ ...wanted, port: running.port }))) return running;
  await running.ownership.release();
  await shutDown(dataDirectory, clock);
  return undefined;
}

/** A port that we chose ourselves can be taken by another program in the moment between; then the next one will do. */
async function startOnChosenPort(place: Place, options: RunOptions, start: (port: number) => Promise<Running>): Promise<Running> {
  for (let tries = 1; ; tries += 1) {
    const port = await choosePort(place, options);
    try {
      return await start(port);
    } catch (error) {
      const busy = isHoldfastError(error, "configuration_invalid") && error.details.data?.["port"] === port;
      if (!busy || options.port !== 0 || tries === 5) throw error;
    }
  }
}

async function choosePort({ directory, record }: Place, options: RunOptions): Promise<number> {
  const { clock } = options;
  if (options.port !== 0 && !(await isFree(options.port))) throw portBusy(options.port);
  if (options.port !== 0) return options.port;
  if (record.port !== 0 && (await isFree(record.port))) return record.port;
  const port = await findFreePort(clock);
  await writeRecord(directory, { ...record, port }, clock);
  return port;
}

/** Creates the application's database when it is absent, and answers the superuser's connection string to it. */
export async function prepareDatabase(embedded: Pick<EmbeddedDatabase, "superuserUrl">, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: embedded.superuserUrl("postgres"), application_name: "holdfast prepare" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    if (!(await databaseExists(client, { name }))) await createDatabase(client, { name });
  } finally {
    await client.end();
  }
  return embedded.superuserUrl(name);
}
