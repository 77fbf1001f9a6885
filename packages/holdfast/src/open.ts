// The only file that sees every room: puts them together, starts them in order, stops them in reverse.
import type { FlushAnswer, RecordFilter, UserId } from "@holdfast/contract";
import { createAccounts } from "./accounts/index.js";
import { createAlertOutbox, createSecurityMonitor, deleteOldAlerts, type SecurityMonitor } from "./alerts/index.js";
import { type Audit, ContextBook, createAudit, createAuditSealer, createRetentionJob, ensurePartitions } from "./audit/index.js";
import { type Catalogue, type CatalogueRoom, createCatalogueRoom } from "./catalogue/index.js";
import { createDatabase, type Database, readClock } from "./database/index.js";
import { createChangeFeed, Drain, holdTurn, type Feed, type Journal, openFeed, openJournal } from "./engine/index.js";
import { openConnections, openSelections, openTokens } from "./door.js";
import { createRateLimits, deleteExpiredRates } from "./limits/index.js";
import type { Holdfast } from "./holdfast.js";
import { type HoldfastStatus, statusOf } from "./status.js";
import { type HoldfastOptions, withDefaults } from "./open-options.js";
import { isoMicroseconds } from "./runtime/clock.js";
import { createRoutine, type Routine } from "./runtime/routine.js";
import { createSteadyClock } from "./runtime/steady-clock.js";
import { Passwords } from "./security/index.js";
import {
  createSelectionDomain,
  createSelections,
  entryText,
  forgetUndo,
  laneOf,
  RecordBook,
  type SelectionEntry,
  type SelectionsRoom,
} from "./selections/index.js";
import { createKeys, createTokens, type TokenRoom } from "./tokens/index.js";

const minute = 60 * 1000;
/** Quiet users are looked for in small steps, so that none of them is felt. */
const foldingSteps = 30;
const day = 24 * 60 * minute;
const reachabilityCheck = 2000;
const keepAlerts = 90 * day;
/** For the seal of what a stop itself has written; the next start makes it otherwise. */
const sealPatience = 2000;
/** A process that keeps starting does not keep looking at old months. */
const firstRetention = 10 * minute;

/**
 * Opens Holdfast on a migrated database: takes the journal's lock, applies what a crash left in the journal in the background, and
 * serves at once. Throws journal_locked, journal_damaged, database_unavailable, configuration_invalid.
 */
export async function openHoldfast(options: HoldfastOptions): Promise<Holdfast> {
  const given = withDefaults(options);
  const { log } = given;
  const opened: (() => Promise<unknown>)[] = [];
  try {
    const database = createDatabase({ ...given.database, log });
    opened.push(() => database.close());
    const clock = createSteadyClock({ clock: given.clock, reference: () => database.asSystem(readClock, "single reads"), log });
    const settings = { ...given, clock };
    const journal = await openJournal<SelectionEntry>({ ...settings.journal, clock, log, encode: entryText });
    opened.push(() => journal.close());
    const { directory, lockPatienceMs } = settings.journal;
    const { laneCount } = settings;
    const feed = await openFeed({ database, journal, place: directory, laneCount, laneOf, clock, log, patience: lockPatienceMs });
    opened.push(() => feed.close(false));
    return await assemble(settings, makeRooms(settings, database, journal, feed));
  } catch (error) {
    for (const close of opened.toReversed()) await close();
    throw error;
  }
}

type Settings = ReturnType<typeof withDefaults>;

/** Every room, made and not yet started. */
type Rooms = ReturnType<typeof makeRooms>;

/** What writes operations without the journal, while it is this process's turn (SY-03, SY-08). */
function aroundJournal(
  { id: journalId }: Journal<SelectionEntry>,
  { epoch }: Feed<SelectionEntry>,
  contexts: ContextBook,
): Parameters<typeof createSelections>[0]["direct"] {
  const domain = createSelectionDomain(null, contexts);
  return {
    apply: async (db, entries) => {
      await holdTurn(db, { journalId, epoch });
      await domain.apply(db, entries);
    },
  };
}

function makeRooms(settings: Settings, database: Database, journal: Journal<SelectionEntry>, feed: Feed<SelectionEntry>) {
  const { clock, log, keyring, limits, viewBytes, flushPatience } = settings;
  const contexts = new ContextBook(clock);
  const book = new RecordBook();
  const catalogue = createCatalogueRoom({ database, clock, log });
  const holder: { selections?: SelectionsRoom } = {};
  const drain = new Drain<SelectionEntry>({
    database,
    journal,
    place: settings.journal.directory,
    epoch: feed.epoch,
    laneCount: settings.laneCount,
    lanes: feed.lanes,
    domain: createSelectionDomain(journal.id, contexts),
    clock,
    log,
    onApplied: (entries) => holder.selections?.onApplied(entries),
    onQuarantined: (entry, sqlState) => holder.selections?.onQuarantined(entry, sqlState),
  });
  for (const entry of feed.unapplied) drain.enqueue(entry);
  const direct = aroundJournal(journal, feed, contexts);
  const selections = createSelections({
    database,
    journal,
    drain,
    direct,
    catalogue,
    book,
    limits,
    viewBytes,
    flushPatience,
    clock,
    log,
  });
  holder.selections = selections;
  const changes = createChangeFeed({ database, clock, log, delta: settings.deltaMs });
  const guards = makeGuards(settings, database);
  const onUnopened = (): void => guards.security.note("unseal_failed");
  const tokens = createTokens({ ...tokenSettings(settings), database, feed: changes, onUnopened });
  const { transport: mail, linkOrigin } = settings.mail ?? {};
  const passwords = new Passwords();
  const accounts = createAccounts({ database, tokens, passwords, clock, log, mail, linkOrigin, ...settings.accounts });
  const keys = createKeys({ database, keyring, clock });
  return {
    database,
    journal,
    feed,
    book,
    catalogue,
    drain,
    selections,
    changes,
    tokens,
    accounts,
    ...guards,
    ...makeTrailKeepers(settings, database),
    keys,
  };
}

/** What keeps the audit trail: its seals, and its length. */
function makeTrailKeepers({ retention: { everyMs, archive }, keyring, clock, log }: Settings, database: Database) {
  const means = { database, keyring, clock, log };
  return {
    sealer: createAuditSealer(means),
    retention: createRetentionJob({ ...means, every: everyMs, firstAfter: firstRetention, archive }),
  };
}

/** What stands before the rooms: limits, and the watch for attacks. */
function makeGuards(
  { rateLimits: { shared, rules }, alerts: { rules: alertRules, webhook }, clock, log }: Settings,
  database: Database,
) {
  const rateLimits = createRateLimits({ rules, log, ...(shared ? { shared: database } : {}) });
  const alerts = createAlertOutbox({ database, webhook, clock, log });
  const security = createSecurityMonitor({ rules: alertRules, clock, log, onAlert: (alert) => alerts.add(alert) });
  return { rateLimits, alerts, security };
}

function tokenSettings(settings: Settings) {
  const { keyring, kinds, cache, upkeep, providers, refresh, clock, log } = settings;
  return { keyring, kinds, cache, upkeep, providers, refresh, fetch: settings.fetch, clock, log };
}

async function assemble(settings: Settings, rooms: Rooms): Promise<Holdfast> {
  const { clock, log, keyring } = settings;
  const { database, drain, changes, selections, tokens, sealer } = rooms;
  const health = { reachable: true };
  const routines = routinesOf(settings, rooms, health);
  await drain.start();
  rooms.feed.lock.onRegained(() => void drain.noticeEarlierMoment());
  await changes.start();
  await tokens.start();
  await sealer.start();
  for (const routine of routines) await routine.start();
  const warming = warmBook(rooms.catalogue, rooms.book, settings.recordsInMemory).catch((error: unknown) => {
    log.warn("The catalogue was not read ahead; records are looked up when they are selected.", { reason: String(error) });
  });
  const background = { stop: async () => void (await Promise.all([...routines.map((routine) => routine.stop()), warming])) };
  let closing: Promise<FlushAnswer["state"]> | undefined;
  return {
    selections: openSelections(selections),
    tokens: openTokens(tokens),
    keys: rooms.keys,
    tokenAdministration: tokens.administration,
    connections: openConnections(tokens.connections),
    accounts: rooms.accounts,
    catalogue: createCatalogue(rooms.catalogue, selections, rooms.book),
    audit: watched(
      createAudit({ database, keyring, clock, forget: (userId) => forgetUser(selections, tokens, userId) }),
      rooms.security,
    ),
    quarantine: selections.quarantine as Holdfast["quarantine"],
    rateLimits: rooms.rateLimits,
    security: { ...rooms.security, alerts: (page) => rooms.alerts.list(page) },
    limits: settings.limits,
    status: () => describe(rooms, health.reachable),
    close: (deadline = settings.closeDeadline) => (closing ??= close(settings, rooms, background, deadline)),
  };
}

function routinesOf(
  settings: Settings,
  { database, selections, alerts, retention }: Rooms,
  health: { reachable: boolean },
): readonly Routine[] {
  const { clock, log } = settings;
  const routine = (name: string, every: number, work: () => Promise<unknown>): Routine =>
    createRoutine({ name, every, clock, log, work });
  const clearRates = (): Promise<unknown> =>
    database.asSystem((db) => deleteExpiredRates(db, { before: clock.now(), most: 10_000 }));
  const forgetAlerts = (): Promise<void> =>
    database.asSystem((db) => deleteOldAlerts(db, { before: isoMicroseconds(clock.now() - keepAlerts) }));
  const reach = async (): Promise<void> => {
    health.reachable = await database.isReachable();
  };
  return [
    routine("audit partitions", day, () => database.asSystem((db) => ensurePartitions(db, clock))),
    routine("undo retention", day, () => forgetUndo(database, clock)),
    routine("quiet users", settings.quietAfterMs / foldingSteps, async () => selections.foldQuiet(1 / foldingSteps)),
    routine("outside changes", settings.outsideCheckMs, () => selections.followOutsideChanges()),
    routine("database reachability", reachabilityCheck, reach),
    retention,
    alerts,
    routine("old alerts", day, forgetAlerts),
    ...(settings.rateLimits.shared ? [routine("expired limits", minute, clearRates)] : []),
  ];
}

/** Stops accepting, applies what was accepted, and lets go of everything in the reverse order of the start (SY-06). */
async function close(
  { log }: Settings,
  { selections, drain, database, accounts, tokens, keys, changes, sealer, feed, journal }: Rooms,
  background: { stop(): Promise<void> },
  deadline: number,
): Promise<FlushAnswer["state"]> {
  selections.stopAccepting();
  const finished = await drain.drain(deadline);
  if (!finished) database.abandon();
  await background.stop();
  await keys.background.stop();
  await accounts.stop();
  await tokens.stop();
  await changes.stop();
  await drain.stop();
  await sealer.stop();
  if (finished) await sealer.drain(sealPatience);
  await feed
    .close(finished)
    .catch((error: unknown) => log.warn("The journal was not signed off in the database.", { reason: String(error) }));
  await journal.close();
  await database.close();
  return finished ? "applied" : "deferred";
}

function describe(
  { journal, drain, database, selections, tokens, changes, sealer, feed, retention }: Rooms,
  reachable: boolean,
): HoldfastStatus {
  return statusOf({
    journal: journal.status(),
    drain: drain.status(),
    appliedPosition: drain.appliedPosition,
    recovered: feed.unapplied.length,
    reachable,
    pool: database.status(),
    views: selections.status(),
    tokenCache: tokens.status(),
    changeFeed: changes.status(),
    tokenUpkeep: tokens.administration.upkeep(),
    audit: sealer.status(),
    auditRetention: retention.status(),
    feedLockHeld: feed.lock.held,
  });
}

/** Before and after an erasure: what waits is applied, sessions and connected accounts end everywhere, memory is emptied. */
async function forgetUser(selections: SelectionsRoom, tokens: TokenRoom, userId: UserId): Promise<void> {
  const actor = { userId };
  await tokens.revokeAllIssued(actor, "session", undefined, "user_erased");
  for (const { provider, account, tenantId } of await tokens.list(userId)) {
    await tokens.revoke(actor, { provider, account, ...(tenantId === null ? {} : { tenantId }) }, "user_erased");
  }
  await selections.leave(userId);
}

/** A break in the trail is a security event, whoever finds it. */
function watched(audit: Audit, security: SecurityMonitor): Audit {
  return {
    ...audit,
    verify: async (options) => {
      const verdict = await audit.verify(options);
      if (!verdict.intact) security.note("audit_break");
      return verdict;
    },
  };
}

/** Reads the ids of the catalogue ahead, so that selecting asks nobody; not when they are more than memory should hold. */
async function warmBook(room: CatalogueRoom, book: RecordBook, most: number): Promise<void> {
  const { total } = await room.search({ filter: {}, sort: "title", order: "asc", offset: 0, limit: 1 });
  if (total <= most) book.confirm(await room.matching({}));
}

/** The catalogue as applications see it: filters may name a group of the reader, and what was shown can be selected without asking again. */
function createCatalogue(room: CatalogueRoom, selections: SelectionsRoom, book: RecordBook): Catalogue {
  const within = async (filter: RecordFilter, userId: UserId | undefined) =>
    filter.groupId === undefined || userId === undefined ? undefined : selections.reader.within(userId, filter);
  return {
    search: async (page, userId) => {
      const found = await room.search(page, await within(page.filter, userId), userId);
      book.confirm(found.items.filter((item) => item.withdrawnAt === null).map((item) => item.id));
      return found;
    },
    facets: async (filter, userId) => room.facets(filter, await within(filter, userId), userId),
    get: (ids) => room.get(ids),
    import: (source, options) => room.import(source, options),
    withdraw: async (ids, reason, actor) => {
      const report = await room.withdraw(ids, reason, actor);
      book.withdraw(ids);
      return report;
    },
  };
}
