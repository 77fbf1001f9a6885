// Judges the facts about a database: version, schema, roles, policies, the guard of the catalogue, the trail.
import type { CatalogueGuard, DatabaseFacts, JournalLane, RoleRights } from "holdfast";
import { type Check, check, failed, ok, warning } from "./check.js";

const leastServer = 150_000;
const leastMonthsAhead = 1;

function checkVersions({ serverVersion, schemaVersion, knownSchemaVersion }: DatabaseFacts): readonly Check[] {
  const server = `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`;
  return [
    check(
      serverVersion >= leastServer,
      ok("PostgreSQL", `PostgreSQL ${server}.`),
      failed("PostgreSQL", `PostgreSQL ${server} is too old.`, "Upgrade to PostgreSQL 15 or newer."),
    ),
    schemaVersion === knownSchemaVersion
      ? ok("Schema", `Migration ${schemaVersion} is the newest.`)
      : schemaVersion < knownSchemaVersion
        ? failed("Schema", `The schema is at migration ${schemaVersion} of ${knownSchemaVersion}.`, "Run `holdfast migrate`.")
        : warning(
            "Schema",
            `The schema is at migration ${schemaVersion}; this program knows ${knownSchemaVersion}.`,
            "Upgrade this program to that of the newest server.",
          ),
  ];
}

function powerOf(rights: RoleRights): string | undefined {
  if (rights.isSuperuser) return "is a superuser";
  if (rights.bypassesPolicies) return "bypasses row-level security";
  return rights.ownsTables ? "owns the tables" : undefined;
}

function checkRole(name: string, rights: RoleRights | undefined): Check {
  if (rights === undefined)
    return failed(name, "The role was not found.", "Run `holdfast migrate` with an administrator's login.");
  const power = powerOf(rights);
  if (power !== undefined)
    return failed(name, `${rights.role} ${power}.`, `As an administrator: alter role ${rights.role} nosuperuser nobypassrls;`);
  if (rights.loginIsSuperuser || rights.loginBypassesPolicies) {
    return warning(
      name,
      `${rights.role} is bound by the policies, but its login ${rights.login} is not.`,
      `Use a login of its own: create role … login noinherit; grant ${rights.role} to …;`,
    );
  }
  return ok(name, `${rights.role} by the login ${rights.login}: no superuser, no owner, bound by the policies.`);
}

function checkSettings(rights: RoleRights | undefined): Check {
  return check(
    rights?.canSetConfig === false,
    ok("set_config", "A query cannot claim to be another user."),
    warning(
      "set_config",
      "Whoever can run a query of their own as holdfast_app can claim to be another user.",
      "In a database of Holdfast alone, as a superuser: revoke execute on function pg_catalog.set_config(text, text, boolean) from public;",
    ),
  );
}

/**
 * Each operation that a lane has passed was applied or refused (SY-09): of a journal's lanes together no fewer than up to where the last
 * of them stands, no more than up to where the first does. When nothing is under way they stand together.
 */
function checkConservation(lanes: readonly JournalLane[]): Check {
  const name = "Conservation";
  for (const journalId of new Set(lanes.map((lane) => lane.journalId))) {
    const own = lanes.filter((lane) => lane.journalId === journalId);
    const positions = own.map(({ position }) => position);
    const [least, most] = [Math.min(...positions), Math.max(...positions)];
    const applied = own.reduce((sum, lane) => sum + lane.applied, 0);
    const quarantined = own.reduce((sum, lane) => sum + lane.quarantined, 0);
    if (applied + quarantined >= least && applied + quarantined <= most) continue;
    const total = least === most ? `${most}` : `${least} to ${most}`;
    return failed(
      name,
      `Of the ${total} operations of journal ${journalId}, ${applied} were applied and ${quarantined} quarantined.`,
      "Keep the journal's directory as it is and report this: operations may have been lost or applied twice.",
    );
  }
  return ok(name, "Every operation that the database has taken over is accounted for.");
}

const bothTriggers = 2;

function checkCatalogue(guard: CatalogueGuard | undefined): Check {
  const name = "Catalogue";
  if (guard === undefined) return failed(name, "The catalogue's table was not found.", "Run `holdfast migrate`.");
  const { table, rolesThatMayDelete, triggers } = guard;
  if (rolesThatMayDelete.length > 0) {
    const roles = rolesThatMayDelete.join(", ");
    return failed(name, `${roles} may delete records.`, `As the owner: revoke delete, truncate on ${table} from ${roles};`);
  }
  if (triggers < bothTriggers)
    return failed(
      name,
      "The triggers that refuse to delete records are missing or off.",
      `As the owner: alter table ${table} enable trigger user;`,
    );
  return ok(name, `Deleting records from ${table} is refused.`);
}

export function checkDatabase(facts: DatabaseFacts): readonly Check[] {
  const { requestRole, workerRole, unprotectedTables, catalogueGuard, openQuarantine, auditPartitionsAhead } = facts;
  const tables = unprotectedTables.map((table) => `holdfast.${table}`);
  const isSoon = auditPartitionsAhead < leastMonthsAhead;
  return [
    ...checkVersions(facts),
    checkRole("Request role", requestRole),
    checkRole("Worker role", workerRole),
    checkSettings(requestRole),
    check(
      tables.length === 0,
      ok("Row-level security", "Forced on every table with data of users."),
      failed(
        "Row-level security",
        `Not forced on ${tables.join(", ")}.`,
        "As the owner, for each of them: alter table … enable row level security, force row level security;",
      ),
    ),
    checkCatalogue(catalogueGuard),
    checkConservation(facts.lanes),
    check(
      openQuarantine === 0,
      ok("Quarantine", "Empty."),
      warning(
        "Quarantine",
        `${openQuarantine} operations were refused by the database and wait for a decision.`,
        "See `holdfast journal quarantine list`, then replay or discard each.",
      ),
    ),
    check(
      !isSoon,
      ok("Audit trail", `Partitions for ${auditPartitionsAhead} months ahead.`),
      warning(
        "Audit trail",
        "There is no partition for the next month yet.",
        "A running server makes it once a day. See its log when it does not.",
      ),
    ),
  ];
}
