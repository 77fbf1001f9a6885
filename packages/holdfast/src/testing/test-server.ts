// One PostgreSQL for a whole run of tests, with one migrated database to copy from.
import { mkdtemp, chmod, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { prepareDatabase, startEmbeddedPostgres } from "../database/embedded.js";
import { migrate } from "../database/migrate.js";
import { provisionLogins } from "../database/provision.js";
import { systemClock } from "../runtime/clock.js";
import { silentLog } from "../runtime/log.js";

/** What a test process must know to copy the template: plain data, so that it travels in an environment variable. */
export interface TestServerAddress {
  readonly host: string;
  readonly port: number;
  readonly superuserPassword: string;
  readonly template: string;
}

export interface TestServer extends TestServerAddress {
  stop(): Promise<void>;
}

/** The variable in which child processes find the address, as JSON. */
export const testServerVariable = "HOLDFAST_TEST_SERVER";

/** The logins of every test database. Their passwords are no secret: the server is gone after the run. */
export const testLogins = {
  requestUser: "test_request",
  requestPassword: "request",
  workerUser: "test_worker",
  workerPassword: "worker",
} as const;

const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  autovacuum: "off",
  shared_buffers: "64MB",
};

/** Starts the server in a temporary folder. It may forget everything in a crash, which makes it fast. */
export async function startTestServer(): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-postgres-"));
  await chmod(directory, 0o711);
  const embedded = await startEmbeddedPostgres({ directory, settings, clock: systemClock, log: silentLog });
  const stop = async (): Promise<void> => {
    await embedded.stop();
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const template = "holdfast_template";
    const url = await prepareDatabase(embedded, template);
    await migrate({ connectionString: url });
    await makeLogins(url);
    const superuserPassword = new URL(url).password;
    return { host: "127.0.0.1", port: embedded.port, superuserPassword, template, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeLogins(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await provisionLogins(client, testLogins);
  } finally {
    await client.end();
  }
}
