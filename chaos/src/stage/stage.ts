// Where a scenario happens: a PostgreSQL of its own that waits for its disk, a migrated database, users, records, directories.
import { mkdtemp, chmod, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordId, UserId } from "@holdfast/contract";
import { generateKey, migrate, setUpLogins, silentLog, systemClock } from "holdfast";
import { type EmbeddedDatabase, prepareDatabase, startEmbeddedPostgres } from "holdfast/embedded";
import pg from "pg";
import type { WorkerOrder } from "../worker/protocol.js";
import { insertRecords, insertUsers } from "./seed.js";

export interface Stage {
  readonly postgres: EmbeddedDatabase;
  readonly users: readonly UserId[];
  readonly records: readonly RecordId[];
  /** What a worker needs to open on this stage, with the first journal's directory. */
  readonly order: WorkerOrder;
  readonly port: number;
  /** The database, as superuser. */
  readonly adminUrl: string;
  /** A folder that goes with the stage. */
  readonly folder: (name: string) => Promise<string>;
  /** One statement as superuser. */
  readonly query: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  close(): Promise<void>;
}

interface StageSize {
  readonly users: number;
  readonly records: number;
}

const logins = { requestUser: "chaos_request", requestPassword: "request", workerUser: "chaos_worker", workerPassword: "worker" };

/** fsync stays on: what the database says is committed must survive its death. */
const serverSettings = { max_connections: "100", shared_buffers: "64MB", max_wal_size: "2GB" };

export async function openStage(size: StageSize): Promise<Stage> {
  const home = await mkdtemp(join(tmpdir(), "holdfast-chaos-"));
  // PostgreSQL's system user passes through.
  await chmod(home, 0o711);
  const folder = async (name: string): Promise<string> => {
    const path = join(home, name);
    await mkdir(path, { recursive: true, mode: 0o711 });
    return path;
  };
  const directory = await folder("postgres");
  const postgres = await startEmbeddedPostgres({ directory, settings: serverSettings, clock: systemClock, log: silentLog });
  const close = async (): Promise<void> => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const url = await prepareDatabase(postgres, "chaos");
    await migrate({ connectionString: url });
    await setUpLogins(url, logins);
    const query = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
      withClient(url, async (client) => (await client.query<Row>(text, [...values])).rows);
    const users = await insertUsers(query, size.users);
    const records = await insertRecords(query, size.records);
    const login = (user: string, password: string): string => `postgres://${user}:${password}@127.0.0.1:${postgres.port}/chaos`;
    const order = {
      requestUrl: login(logins.requestUser, logins.requestPassword),
      workerUrl: login(logins.workerUser, logins.workerPassword),
      directory: await folder("journal"),
      keys: generateKey().reveal(),
    };
    return { postgres, users, records, order, port: postgres.port, adminUrl: url, folder, query, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A stage for the time of `work`. */
export async function onStage<T>(size: StageSize, work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage(size);
  const leave = (): void => void stage.close().finally(() => process.exit(130));
  process.once("SIGINT", leave);
  process.once("SIGTERM", leave);
  try {
    return await work(stage);
  } finally {
    process.off("SIGINT", leave);
    process.off("SIGTERM", leave);
    await stage.close();
  }
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: "holdfast chaos" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
