// Assembles the one interface to every token (TK-01).
import { AuditRecorder } from "../audit/index.js";
import type { Database, Queryable } from "../database/index.js";
import type { ChangeFeed } from "../engine/index.js";
import type { Connections, HeldTokenName, Tokens, Verified } from "./interface.js";
import type { Clock } from "../runtime/clock.js";
import { type Log, silentLog } from "../runtime/log.js";
import { createRoutine } from "../runtime/routine.js";
import { type Keyring, MemoryVault } from "../security/index.js";
import { type CacheBounds, type CacheStatus, FencedCache } from "./cache/fenced-cache.js";
import { ConnectionWatchers } from "./connect/connection-watchers.js";
import { createConnections } from "./connect/connections.js";
import { createGetter } from "./held/get-held.js";
import { HeldPolicies, type HeldPolicyOptions } from "./held/held-policy.js";
import type { HeldRoom } from "./held/held-room.js";
import { createPutter } from "./held/put-held.js";
import { noRenewal, type Renewal } from "./held/renewal.js";
import { listHeld, revokeHeld } from "./held/revoke-held.js";
import { Unopened } from "./held/unopened.js";
import { createCodeConsumer } from "./code/consume-code.js";
import { createConsumer } from "./issued/consume-issued.js";
import type { IssuedRoom } from "./issued/issued-room.js";
import { createMinter } from "./issued/mint-issued.js";
import { listIssued, type Revocation, type RevokeAll, revokeAll, revokeAllWithin, revokeOne } from "./issued/revoke-issued.js";
import { IssuedFinder } from "./issued/issued-finder.js";
import { createRecall, createVerifier } from "./issued/verify-issued.js";
import { follow, listen } from "./coherence/follow.js";
import { flushUses } from "./flush-uses.js";
import { Kinds, type TokenKinds } from "./kinds.js";
import type { BreakerState } from "./provider/index.js";
import { createRefreshNow } from "./refresh/refresh-now.js";
import { createRenewal, type RenewalOptions } from "./refresh/create-renewal.js";
import { userHistory } from "./history/token-history.js";
import { createUpkeep, type TokenAdministration, type UpkeepOptions } from "./token-administration.js";
import type { TokenNotice } from "./token-notice.js";
import { UseLedger } from "./use-ledger.js";

export interface TokenCacheOptions extends Partial<CacheBounds> {
  /** The policy of held tokens of any provider. */
  readonly held?: HeldPolicyOptions;
  /** What is different for single providers. */
  readonly providers?: Readonly<Record<string, HeldPolicyOptions>>;
}

export interface TokensOptions extends RenewalOptions {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  readonly audit?: AuditRecorder | undefined;
  /** The application's own kinds of issued tokens, and changes to the built-in ones. */
  readonly kinds?: TokenKinds | undefined;
  /** Bounds hold for issued and for held tokens each. */
  readonly cache?: TokenCacheOptions | undefined;
  /** Milliseconds between two writes of last uses. */
  readonly usePeriod?: number | undefined;
  /** What is done in the background: warming, comparing, sweeping. */
  readonly upkeep?: UpkeepOptions | undefined;
  /** What other processes change. Without it this process must be the only one that writes tokens. */
  readonly feed?: ChangeFeed | undefined;
  /** Told of each held token that could not be opened: somebody changed the row, or its key is missing. */
  readonly onUnopened?: (() => void) | undefined;
}

export interface TokenCacheStatus extends CacheStatus {
  /** Held tokens that could not be opened, since the start. */
  readonly unopened: number;
}

/** The tokens with what the assembly of the library needs of them. */
export interface TokenRoom extends Tokens {
  /** What memory alone knows of a text, as `verify` would say it; undefined when `verify` has to be asked. */
  recall(kind: string, text: string): Verified | undefined;
  /** Ends all of a kind inside the caller's transaction (as holdfast_app or holdfast_writer). */
  revokeAllWithin(db: Queryable, request: RevokeAll): Promise<Revocation>;
  /** Another process has changed a token: nothing older of it is served from now on. */
  invalidate(notice: TokenNotice): void;
  /** For operators. */
  readonly administration: TokenAdministration;
  /** Connecting and disconnecting of accounts. */
  readonly connections: Connections;
  status(): TokenCacheStatus;
  /** By provider, for metrics. */
  breakers(): Readonly<Record<string, BreakerState>>;
  /** Begins to write last uses, to refresh ahead of time and to revoke at providers, in the background. */
  start(): Promise<void>;
  /** Ends that, and writes what is left. Can be called twice. */
  stop(): Promise<void>;
}

const defaults = { entries: 100_000, bytes: 256 * 1024 * 1024, negativeEntries: 20_000, fence: 60_000 } as const;
const defaultPatience = 1000;
const defaultUsePeriod = 5 * 60_000;

export function createTokens(options: TokensOptions): TokenRoom {
  const { database, clock, log = silentLog } = options;
  const { issued, kept, renewal } = createRooms(options);
  const issuedMethods = issuedTokens(issued);
  const watchers = new ConnectionWatchers();
  const invalidate = (notice: TokenNotice): void => {
    follow(issued.cache, kept.cache, notice);
    watchers.tell(notice);
  };
  if (options.feed !== undefined) listen(options.feed, invalidate);
  const upkeep = createUpkeep(kept, issued, options.upkeep);
  // A last use that is not written yet must not outlive the idle limit that it moves.
  const period = Math.min(options.usePeriod ?? defaultUsePeriod, issued.kinds.shortestIdle / 4);
  const writeUses = (): Promise<void> => flushUses({ database, kinds: issued.kinds, issued: issued.uses, held: kept.uses });
  const writing = createRoutine({ name: "last use of tokens", every: period, clock, log, work: writeUses });

  return {
    ...heldTokens(kept),
    ...issuedMethods,
    recall: createRecall(issued),
    connections: createConnections(renewal.room, issuedMethods, watchers, () => renewal.revokeSoon()),
    revokeAllWithin: (db, request) => revokeAllWithin(issued, db, request),
    invalidate,
    history: (userId, token, page) => userHistory(database, userId, token, page),
    administration: upkeep.administration,
    status: () => ({ ...sum(issued.cache.status(), kept.cache.status()), unopened: kept.unopened.count }),
    breakers: () => renewal.breakers(),
    start: async () => {
      await writing.start();
      await renewal.start();
      await upkeep.start();
    },
    stop: async () => {
      await upkeep.stop();
      await renewal.stop();
      await writing.stop();
      await writeUses().catch((error: unknown) =>
        log.warn("The last use of some tokens was not written.", { reason: String(error) }),
      );
    },
  };
}

/** What minting, keeping and refreshing share. */
function createRooms(options: TokensOptions) {
  const { database, keyring, clock, log = silentLog, audit = new AuditRecorder(clock) } = options;
  const { held = {}, providers = {}, ...bounds } = options.cache ?? {};
  const cacheBounds = { ...defaults, ...bounds };
  const fresh = options.feed?.freshness;
  const common = { database, keyring, clock, audit, patience: options.feed?.status().deltaMs ?? defaultPatience };
  const issued: IssuedRoom = {
    ...common,
    kinds: new Kinds(options.kinds),
    cache: new FencedCache(clock, cacheBounds, fresh),
    uses: new UseLedger(clock),
    finder: new IssuedFinder(database),
  };
  const kept: HeldRoom & { renewal: Renewal } = {
    ...common,
    log,
    vault: new MemoryVault(),
    policies: new HeldPolicies(held, providers),
    cache: new FencedCache(clock, cacheBounds, fresh),
    uses: new UseLedger(clock),
    renewal: noRenewal,
    unopened: new Unopened(log, options.onUnopened),
  };
  const renewal = createRenewal(kept, options);
  kept.renewal = renewal.refresher;
  return { issued, kept, renewal } as const;
}

function heldTokens(room: HeldRoom): Pick<Tokens, "put" | "get" | "list" | "revoke" | "refresh"> {
  const get = createGetter(room);
  const named = (name: string | HeldTokenName): HeldTokenName => (typeof name === "string" ? { provider: name } : name);
  return {
    put: createPutter(room),
    get: (userId, name, options) => get(userId, named(name), options?.cache ?? "use"),
    list: (userId) => listHeld(room, userId),
    refresh: createRefreshNow(room, get),
    revoke: (actor, name, reason) => revokeHeld(room, actor, name, reason),
  };
}

type IssuedMethods = "mint" | "verify" | "peek" | "consume" | "consumeCode" | "issued" | "revokeIssued" | "revokeAllIssued";

function issuedTokens(room: IssuedRoom): Pick<Tokens, IssuedMethods> {
  const verify = createVerifier(room);
  return {
    mint: createMinter(room),
    verify: (kind, text) => verify(kind, text, true),
    peek: (kind, text) => verify(kind, text, false),
    consume: createConsumer(room),
    consumeCode: createCodeConsumer(room),
    issued: (userId, kind) => listIssued(room, userId, kind),
    revokeIssued: (actor, id, reason) => revokeOne(room, actor, id, reason),
    revokeAllIssued: (actor, kind, except, reason) => revokeAll(room, { actor, kind, except, reason }),
  };
}

function sum(one: CacheStatus, other: CacheStatus): CacheStatus {
  return {
    entries: one.entries + other.entries,
    bytes: one.bytes + other.bytes,
    hits: one.hits + other.hits,
    misses: one.misses + other.misses,
    negativeHits: one.negativeHits + other.negativeHits,
    distrusted: one.distrusted + other.distrusted,
  };
}
