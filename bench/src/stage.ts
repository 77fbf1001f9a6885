// Where measurements happen: a PostgreSQL of its own with its defaults of durability, a migrated database, users, records, Holdfast.
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor, ChangeInput, OperationAnswer, OperationId, RecordId, UserId } from "@holdfast/contract";
import {
  generateKey,
  type Holdfast,
  type HoldfastOptions,
  Keyring,
  migrate,
  openHoldfast,
  setUpLogins,
  silentLog,
  systemClock,
} from "holdfast";
import { prepareDatabase, startEmbeddedPostgres } from "holdfast/embedded";
import { createFaultProxy, type FaultProxy } from "holdfast/testing";
import pg from "pg";

export interface Stage {
  readonly pool: pg.Pool;
  /** Between Holdfast and the database: cut, it keeps the drain still. */
  readonly proxy: FaultProxy;
  addUsers(count: number): Promise<readonly UserId[]>;
  addRecords(count: number): Promise<readonly RecordId[]>;
  /** The keyring, for processes of their own. */
  readonly keys: string;
  /** A new folder on the disk where the database is too. */
  readonly folder: () => Promise<string>;
  /** Past the proxy, which costs time. */
  readonly urls: DatabaseUrls;
  open(options?: Partial<HoldfastOptions>): Promise<Holdfast>;
}

export interface DatabaseUrls {
  readonly requestUrl: string;
  readonly workerUrl: string;
  /** As superuser. */
  readonly adminUrl: string;
}

const logins = { requestUser: "bench_request", requestPassword: "request", workerUser: "bench_worker", workerPassword: "worker" };
const settings = { max_connections: "100", shared_buffers: "256MB", max_wal_size: "4GB", checkpoint_timeout: "30min" };

export async function onStage(work: (stage: Stage) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
  // PostgreSQL's system user passes through.
  await chmod(home, 0o711);
  const directory = join(home, "postgres");
  await mkdir(directory);
  const postgres = await startEmbeddedPostgres({ directory, settings, clock: systemClock, log: silentLog });
  const proxy = await createFaultProxy(postgres.port);
  try {
    const url = await prepareDatabase(postgres, "bench");
    await migrate({ connectionString: url });
    await setUpLogins(url, logins);
    // The peers change rows as our own transactions do: nothing of ours notes each of their rows.
    const pool = new pg.Pool({ connectionString: url, max: 10, options: "-c holdfast.writer=on" });
    pool.on("error", () => undefined);
    await work(stageOf(home, pool, proxy, { adminUrl: url, port: postgres.port }));
    await pool.end();
  } finally {
    await proxy.close();
    await postgres.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

function stageOf(
  home: string,
  pool: pg.Pool,
  proxy: FaultProxy,
  { adminUrl, port }: { readonly adminUrl: string; readonly port: number },
): Stage {
  const keys = generateKey().reveal();
  const keyring = Keyring.parse(keys);
  const urlsAt = (at: number): DatabaseUrls => ({
    requestUrl: `postgres://${logins.requestUser}:${logins.requestPassword}@127.0.0.1:${at}/bench`,
    workerUrl: `postgres://${logins.workerUser}:${logins.workerPassword}@127.0.0.1:${at}/bench`,
    adminUrl,
  });
  const { requestUrl, workerUrl } = urlsAt(proxy.port);
  const folder = (): Promise<string> => mkdtemp(join(home, "folder-"));
  return {
    pool,
    proxy,
    urls: urlsAt(port),
    keys,
    folder,
    addUsers: (count) => addUsers(pool, count),
    addRecords: (count) => addRecords(pool, count),
    open: async (options = {}) =>
      openHoldfast({
        keyring,
        flushPatience: 60_000,
        ...options,
        database: { requestUrl, workerUrl },
        journal: options.journal ?? { directory: await folder() },
      }),
  };
}

async function addUsers(pool: pg.Pool, count: number): Promise<readonly UserId[]> {
  const { rows } = await pool.query<{ id: UserId }>(
    `insert into holdfast.app_user (id, email, created_at)
     select made.id, made.id || '@example.test', now() from (select gen_random_uuid() as id from generate_series(1, $1)) as made
     returning id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

async function addRecords(pool: pg.Pool, count: number): Promise<readonly RecordId[]> {
  const { rows } = await pool.query<{ id: RecordId }>(
    `insert into holdfast.record (id, title, created_at, updated_at)
     select gen_random_uuid(), 'Record ' || to_char(number, 'FM000000'), now(), now() from generate_series(1, $1) as number
     returning id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

export function perform(holdfast: Holdfast, actor: Actor, change: ChangeInput): Promise<OperationAnswer> {
  return holdfast.selections.perform(actor, { operationId: systemClock.uuid() as OperationId, change });
}

/** Resolves when everything that was accepted is in the database. */
export async function untilApplied(holdfast: Holdfast): Promise<void> {
  for (;;) {
    const { journal } = holdfast.status();
    if (journal.appliedPosition >= journal.lastPosition) return;
    await systemClock.pause(2);
  }
}

/** Memory knows the records then, and does not ask for them while the database is away. */
export async function meetRecords({ catalogue }: Holdfast): Promise<void> {
  const limit = 1000;
  for (let offset = 0, total = 1; offset < total; offset += limit)
    ({ total } = await catalogue.search({ filter: {}, sort: "title", order: "asc", offset, limit }));
}
