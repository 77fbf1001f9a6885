// Gathers the facts about a database that decide whether Holdfast is safe on it: for `doctor` and for the start of a server.
import type { UserId } from "@holdfast/contract";
import type { Clock } from "../runtime/clock.js";
import type { Database } from "./database.js";
import { loadMigrations } from "./migrate.js";
import { countAuditPartitionsAhead } from "./sql/count-audit-partitions-ahead.js";
import { countOpenQuarantine } from "./sql/count-open-quarantine.js";
import { type JournalLane, listJournalLanes } from "./sql/list-journal-lanes.js";
import { listUnprotectedTables } from "./sql/list-unprotected-tables.js";
import { type CatalogueGuard, readCatalogueGuard } from "./sql/read-catalogue-guard.js";
import { readRoleRights, type RoleRights } from "./sql/read-role-rights.js";
import { readSchemaVersion } from "./sql/read-schema-version.js";
import { readServerVersion } from "./sql/read-server-version.js";

export type { CatalogueGuard, JournalLane, RoleRights };

export interface DatabaseFacts {
  /** As PostgreSQL counts: 150004 is 15.4. */
  readonly serverVersion: number;
  /** The newest migration in the database, and the newest that this program knows. */
  readonly schemaVersion: number;
  readonly knownSchemaVersion: number;
  /** As whom requests run, and background work. */
  readonly requestRole: RoleRights | undefined;
  readonly workerRole: RoleRights | undefined;
  /** Tables with data of users that lack forced row-level security. */
  readonly unprotectedTables: readonly string[];
  readonly catalogueGuard: CatalogueGuard | undefined;
  readonly lanes: readonly JournalLane[];
  readonly openQuarantine: number;
  /** Months after this one for which the audit trail has a partition. */
  readonly auditPartitionsAhead: number;
}

const nobody = "00000000-0000-0000-0000-000000000000" as UserId;

/** The rights with which requests run on this database. Throws what PostgreSQL says when the login cannot become holdfast_app. */
export function readRequestRole(database: Database): Promise<RoleRights | undefined> {
  return database.asUser(nobody, readRoleRights);
}

/** Reads only. Throws database_unavailable, or what PostgreSQL says when the schema or the rights are not there. */
export async function examineDatabase(database: Database, clock: Pick<Clock, "timestamp">): Promise<DatabaseFacts> {
  const known = await loadMigrations();
  const requestRole = await readRequestRole(database);
  const facts = await database.asSystem(async (db) => ({
    serverVersion: await readServerVersion(db),
    schemaVersion: await readSchemaVersion(db),
    workerRole: await readRoleRights(db),
    unprotectedTables: await listUnprotectedTables(db),
    catalogueGuard: await readCatalogueGuard(db),
    lanes: await listJournalLanes(db),
    openQuarantine: await countOpenQuarantine(db),
    auditPartitionsAhead: await countAuditPartitionsAhead(db, { now: clock.timestamp() }),
  }));
  return { ...facts, requestRole, knownSchemaVersion: known.at(-1)?.number ?? 0 };
}
