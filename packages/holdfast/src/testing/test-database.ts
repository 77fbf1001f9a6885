// A migrated database of one's own for a test file: a copy of the template, in a tenth of a second.
import { HoldfastError } from "@holdfast/contract";
import pg from "pg";
import { systemClock } from "../runtime/clock.js";
import { cloneDatabase } from "./sql/clone-database.js";
import { dropDatabase } from "./sql/drop-database.js";
import { type Connection, listConnections } from "./sql/list-connections.js";
import { testLogins, type TestServerAddress, testServerVariable } from "./test-server.js";

export type { Connection };

export interface TestDatabase {
  readonly name: string;
  /** Login of requests, member of holdfast_app. */
  readonly requestUrl: string;
  /** Login of the drain and of jobs, member of holdfast_writer. */
  readonly workerUrl: string;
  /** Login of a superuser, for migrations and for looking behind the scenes. */
  readonly ownerUrl: string;
  /** Runs one statement as superuser, past row-level security. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Who is connected, apart from `query`. */
  connections(): Promise<readonly Connection[]>;
  /** Removes the database; whoever is still connected is disconnected. */
  drop(): Promise<void>;
}

function addressFromEnvironment(): TestServerAddress {
  const text = process.env[testServerVariable];
  if (text !== undefined) return JSON.parse(text) as TestServerAddress;
  throw new HoldfastError("configuration_invalid", {
    what: `There is no test server: ${testServerVariable} is not set.`,
    action: "Name the file *.pg.test.ts, so that its run starts one, or pass what startTestServer() answered.",
  });
}

/** Copies the template of the test server, by default of the one that this run has started. */
export async function createTestDatabase(server: TestServerAddress = addressFromEnvironment()): Promise<TestDatabase> {
  const name = `test_${systemClock.uuid().replaceAll("-", "")}`;
  const url = (user: string, password: string, database: string): string =>
    `postgres://${user}:${encodeURIComponent(password)}@${server.host}:${server.port}/${database}`;
  const asSuperuser = (database: string): string => url("postgres", server.superuserPassword, database);
  const ownerUrl = asSuperuser(name);
  await withClient(asSuperuser("postgres"), (client) => cloneDatabase(client, { name, template: server.template }));
  return {
    name,
    ownerUrl,
    requestUrl: url(testLogins.requestUser, testLogins.requestPassword, name),
    workerUrl: url(testLogins.workerUser, testLogins.workerPassword, name),
    query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      withClient(ownerUrl, async (client) => (await client.query<Row>(text, [...values])).rows),
    connections: () => withClient(asSuperuser("postgres"), (client) => listConnections(client, { database: name })),
    drop: () => withClient(asSuperuser("postgres"), (client) => dropDatabase(client, { name })),
  };
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: "holdfast test" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
