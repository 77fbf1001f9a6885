// Brings the schema up to date: numbered SQL, forward only, safe to run from several processes at once (OP-04).
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { HoldfastError } from "@holdfast/contract";
import pg from "pg";
import { type Log, silentLog } from "../runtime/log.js";
import { explainFailure } from "./failure.js";
import { fillPlaceholders, hostPlaceholders, type HostTables } from "./host-tables.js";
import { ensureRoles, grantHostTables, hardenSettings } from "./provision.js";

export interface MigrateOptions {
  /** A login that may create the schema: superuser, or owner of the database with the three roles made beforehand. */
  readonly connectionString: string;
  readonly host?: HostTables;
  readonly log?: Log;
}

export interface MigrationReport {
  /** Names of the migrations that this call applied, in order. */
  readonly applied: readonly string[];
  /** The number of the newest migration in the database now. */
  readonly version: number;
}

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
  /** Marked `-- breaking`: a program that does not know it must not run on the result. */
  readonly breaking: boolean;
}

const folder = new URL("../../migrations/", import.meta.url);
const lockKey = 4_851_203_117; // any constant, the same in every version

export async function loadMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  const twin = names.find((name, index) => name.slice(0, 4) === names[index + 1]?.slice(0, 4));
  if (twin !== undefined)
    throw new HoldfastError("internal", { what: `Two migrations have the number of ${twin}.`, action: "Renumber one." });
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), "utf8");
      const digest = createHash("sha256").update(sql).digest("hex");
      return { number: Number(name.slice(0, 4)), name: name.slice(0, -4), sql, digest, breaking: sql.includes("-- breaking") };
    }),
  );
}

interface AppliedRow {
  readonly number: number;
  readonly name: string;
  readonly breaking: boolean;
  readonly digest: string;
}

/** Throws when the database holds a breaking migration that this program does not know, or none at all. */
export function checkCompatible(applied: readonly AppliedRow[], known: readonly Pick<Migration, "number">[]): void {
  const newest = known.at(-1)?.number ?? 0;
  const stranger = applied.find((row) => row.number > newest && row.breaking);
  if (stranger === undefined) return;
  throw new HoldfastError("migration_breaking", {
    what: `The database has migration ${stranger.name}, which this version of Holdfast does not know and cannot work with.`,
    why: "Writing on with the older program could damage what the newer one keeps.",
    action: "Upgrade this process to the version that made the migration.",
  });
}

const bookkeeping = `
  create table if not exists holdfast.migration (
    number integer primary key,
    name text not null,
    breaking boolean not null,
    digest text not null,
    applied_at timestamptz not null default now()
  )`;

export async function migrate({ connectionString, host = {}, log = silentLog }: MigrateOptions): Promise<MigrationReport> {
  const known = await loadMigrations();
  const client = new pg.Client({ connectionString, application_name: "holdfast migrate", connectionTimeoutMillis: 10_000 });
  client.on("error", (error) => log.warn("The migration's connection was lost.", { reason: error.message }));
  try {
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    return await bringUpToDate(client, known, host, log);
  } catch (error) {
    throw explainFailure(error);
  } finally {
    await client.end().catch(() => log.debug("The migration's connection was closed already."));
  }
}

async function bringUpToDate(
  client: pg.Client,
  known: readonly Migration[],
  host: HostTables,
  log: Log,
): Promise<MigrationReport> {
  const applied = await readApplied(client);
  checkCompatible(applied, known);
  const done = new Map(applied.map((row) => [row.number, row]));
  const missing = known.filter((migration) => !done.has(migration.number));
  await ensureRoles(client);
  const placeholders = hostPlaceholders(host);
  if (applied.length === 0) await grantHostTables(client, placeholders);
  else await refuseOtherHost(client, host);
  for (const migration of missing) {
    log.info("Migrating the database.", { migration: migration.name });
    await applyOne(client, migration, placeholders, host);
  }
  await hardenSettings(client, host, log);
  return { applied: missing.map(({ name }) => name), version: known.at(-1)?.number ?? 0 };
}

/** The migrations in the database; an empty list when there is no schema yet. */
export async function readApplied(client: pg.Client): Promise<readonly AppliedRow[]> {
  const present = await client.query<{ there: string | null }>("select to_regclass('holdfast.migration')::text as there");
  if (present.rows[0]?.there == null) return [];
  const result = await client.query<AppliedRow>("select number, name, breaking, digest from holdfast.migration order by number");
  return result.rows;
}

async function applyOne(
  client: pg.Client,
  migration: Migration,
  placeholders: Readonly<Record<string, string>>,
  host: HostTables,
): Promise<void> {
  await client.query("begin");
  try {
    await client.query(fillPlaceholders(migration.sql, placeholders));
    await client.query("set local role holdfast_owner");
    await client.query(bookkeeping);
    await client.query("grant select on holdfast.migration to holdfast_app, holdfast_writer");
    await client.query("insert into holdfast.migration (number, name, breaking, digest) values ($1, $2, $3, $4)", [
      migration.number,
      migration.name,
      migration.breaking,
      migration.digest,
    ]);
    if (migration.number === 1) await client.query("insert into holdfast.host (tables) values ($1)", [JSON.stringify(host)]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function refuseOtherHost(client: pg.Client, host: HostTables): Promise<void> {
  const result = await client.query<{ same: boolean; tables: unknown }>(
    "select tables = $1::jsonb as same, tables from holdfast.host",
    [JSON.stringify(host)],
  );
  const row = result.rows[0];
  if (row === undefined || row.same) return;
  throw new HoldfastError("configuration_invalid", {
    what: `This database was set up for other application tables: ${JSON.stringify(row.tables)}.`,
    why: "Foreign keys point to those tables.",
    action: "Set the host tables as they were, or use another database.",
  });
}
