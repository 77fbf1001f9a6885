// What an application holds in its hand: the interfaces behind the door, without their making.
import type { z } from "zod";
import type {
  Account,
  Actor,
  AuditPage,
  AuditPageRequest,
  CatalogueRecord,
  Credentials,
  FlushAnswer,
  HeldTokenInfo,
  PasswordChange,
  PasswordChanged,
  PasswordReset,
  Position,
  putTokenRequestSchema,
  RecordFacets,
  RecordFilter,
  RecordId,
  RecordPage,
  RecordPageRequest,
  Session,
  TokenId,
  UserId,
} from "@holdfast/contract";
import type {
  AuditActor,
  AuditChainState,
  AuditReport,
  AuditScope,
  AuditSealerStatus,
  RetentionJobStatus,
  AuditVerification,
  Erasure,
  InclusionProof,
  LegalHolds,
  RetentionOptions,
  RetentionPolicy,
  RetentionReport,
  VerifyAuditOptions,
} from "./audit/index.js";
import type { SecurityMonitor } from "./alerts/index.js";
import type { VouchedAccount } from "./accounts/index.js";
import type { ImportOptions, ImportReport, RawRow, WithdrawalReport } from "./catalogue/index.js";
import type { RateLimits } from "./limits/index.js";
import type { Opened, Unbranded } from "./runtime/unbranded.js";
import type { Secret } from "./security/index.js";
import type { Keys, TokenAdministration, UpkeepStatus } from "./tokens/index.js";
import type { SelectionLimits } from "./selections/index.js";
import type { Selections, Quarantine } from "./holdfast-selections.js";
import type { HeldTokenName, IssuedToken, Tokens, Connections } from "./holdfast-tokens.js";

export type {
  SelectionsInMemory,
  Subscription,
  GroupImportOptions,
  Selections,
  QuarantineRef,
  QuarantinedOperation,
  Quarantine,
} from "./holdfast-selections.js";
export type {
  CacheUse,
  HeldTokenName,
  HeldToken,
  IssuedToken,
  Verified,
  MintRequest,
  CodeOwner,
  Tokens,
  ProviderInfo,
  BeginConnection,
  ConnectionBegun,
  ConnectionProblem,
  ConnectionCompleted,
  Connections,
} from "./holdfast-tokens.js";

/** From where a request came. */
export interface Origin {
  readonly address?: string;
  readonly userAgent?: string;
}

export interface SignedInAccount {
  readonly account: Account;
  readonly session: Session;
  readonly token: Secret;
}

/** Accounts for applications that bring none (AC-01). */
export interface Accounts {
  /** Throws email_taken. */
  register(credentials: Credentials, origin: Origin): Promise<SignedInAccount>;
  /** Throws credentials_refused, with the same work whether the account exists or not. */
  signIn(credentials: Credentials, origin: Origin): Promise<SignedInAccount>;
  /** The account and session of a session token; undefined when it is not valid. */
  authenticate(token: string): Promise<{ readonly actor: Actor; readonly token: IssuedToken } | undefined>;
  get(userId: UserId): Promise<Account | undefined>;
  /** Whether the users table, ours or the application's, has this user. */
  isKnown(userId: UserId): Promise<boolean>;
  /** Adds an account that an issuer of identities vouches for (AC-02), in our users table. False when it cannot be. */
  provision(account: VouchedAccount, origin: Origin): Promise<boolean>;
  sessions(userId: UserId, current: TokenId | undefined): Promise<readonly Session[]>;
  /** Ends the session; the caller flushes selections first. */
  signOut(actor: Actor): Promise<void>;
  /** Ends the user's other sessions with it. Throws credentials_refused and invalid_request. */
  changePassword(actor: Actor, change: PasswordChange): Promise<PasswordChanged>;
  /** Mails a link when there is an account with this address; resolves at once and alike when there is none (SC-06). */
  requestPasswordReset(email: string, origin: Origin): Promise<void>;
  /** Ends every session of the account. Throws link_refused and invalid_request. */
  resetPassword(reset: PasswordReset, origin: Origin): Promise<{ readonly userId: UserId; readonly revokedSessions: number }>;
  /** Mails a link unless the address is verified already; resolves at once. */
  requestEmailVerification(actor: Actor, origin: Origin): Promise<void>;
  /** Answers whose address it is. Throws link_refused. */
  verifyEmail(token: string, origin: Origin): Promise<UserId>;
}

export interface Catalogue {
  /** `userId` is needed when the filter names a group. */
  search(page: RecordPageRequest, userId?: UserId): Promise<RecordPage>;
  facets(filter: RecordFilter, userId?: UserId): Promise<RecordFacets>;
  get(ids: readonly RecordId[]): Promise<readonly CatalogueRecord[]>;
  /** Loads rows from elsewhere into our own catalogue table, streaming; `dryRun` only reports what would happen. */
  import(source: AsyncIterable<RawRow>, options: ImportRequest): Promise<ImportReport>;
  /** Withdrawn records can be seen and deselected, no longer selected. They are never deleted (SE-15). */
  withdraw(ids: readonly RecordId[], reason: string, actor?: AuditActor): Promise<WithdrawalReport>;
}

export type ImportRequest = Omit<ImportOptions, "database" | "clock" | "audit">;

/** The audit trail (AU-01 to AU-07). Only `page` asks for no more than a signed-in user; the caller checks who may do the rest. */
export interface Audit extends AuditReport {
  /** The user's own trail, newest first. */
  page(userId: UserId, request: AuditPageRequest): Promise<AuditPage>;
  /** Compares the trail with its seals and names the first row that does not fit (AU-04). What it finds is a value, not an error. */
  verify(options?: VerifyAuditOptions): Promise<AuditVerification>;
  /** Where the chain ends, without verifying it. Says nothing of anybody's events. */
  chain(): Promise<AuditChainState>;
  /** The chain as JSON lines, after seal number `after`: to be kept where no administrator of the database can write. */
  roots(after?: number): AsyncIterable<string>;
  /** Proves one event against a signed root. Within a user's scope, others' events are absent. */
  proof(eventId: string, scope?: AuditScope): Promise<InclusionProof>;
  /** Removes, or with `dryRun` only names, the months that no class keeps any longer (AU-05). */
  retention(actor: AuditActor, options?: RetentionOptions): Promise<RetentionReport>;
  retentionPolicy(): Promise<RetentionPolicy>;
  /** Throws invalid_request. */
  changeRetentionPolicy(actor: AuditActor, change: Partial<RetentionPolicy>): Promise<RetentionPolicy>;
  readonly holds: LegalHolds;
  /** Takes a person out; the trail stays, about an id that nobody can name (AU-06). */
  erase(actor: AuditActor, userId: UserId, reason: string): Promise<Erasure>;
}

/** What health checks, metrics and `doctor` read. Never throws, never waits for the database. */
export interface HoldfastStatus {
  readonly ready: boolean;
  /** Why not, one sentence each. */
  readonly reasons: readonly string[];
  readonly database: { readonly reachable: boolean; readonly connections: number; readonly waiting: number };
  readonly journal: {
    readonly lastPosition: Position;
    readonly durablePosition: Position;
    readonly appliedPosition: Position;
    readonly bytes: number;
    readonly segments: number;
    readonly usable: boolean;
    readonly cutBytes: number;
  };
  readonly drain: {
    readonly pending: number;
    readonly applied: number;
    readonly quarantined: number;
    /** Acknowledged = applied + pending + quarantined (SY-09). */
    readonly conservation: {
      readonly acknowledged: number;
      readonly applied: number;
      readonly pending: number;
      readonly quarantined: number;
      readonly holds: boolean;
    };
    /** Operations that an earlier process had left in the journal, found at the start (SY-11). */
    readonly recovered: number;
    /** Times that the database was found at an earlier moment and brought forward (SY-10). */
    readonly rewinds: number;
    readonly batches: number;
    readonly failures: number;
    /** Milliseconds from accepted to applied, of the last batch; and of the oldest operation that waits. */
    readonly lastLagMs: number;
    readonly oldestPendingMs: number;
    /** Milliseconds that the transaction of the last batch took. */
    readonly lastBatchMs: number;
    /** By lane: up to where it is in the database, and what waits. */
    readonly lanes: readonly {
      readonly lane: number;
      readonly position: Position;
      readonly pending: number;
      readonly oldestPendingMs: number;
    }[];
  };
  readonly views: {
    readonly users: number;
    /** Of these, those who do nothing and take less memory for it. */
    readonly folded: number;
    readonly dirty: number;
    readonly bytes: number;
    readonly loads: number;
    readonly evictions: number;
  };
  readonly tokenCache: {
    readonly entries: number;
    readonly bytes: number;
    readonly hits: number;
    readonly misses: number;
    readonly negativeHits: number;
    readonly distrusted: number;
    /** Held tokens that could not be opened: somebody changed their rows, or a key is missing. */
    readonly unopened: number;
  };
  /** What is done to tokens in the background (TK-16, TK-18, TK-28). */
  readonly tokenUpkeep: UpkeepStatus;
  /** What this process hears of the changes of others (TK-13). Memory is believed while the age is below Δ; else the database is asked. */
  readonly changeFeed: {
    readonly connected: boolean;
    /** Null before the first heartbeat. */
    readonly ageMs: number | null;
    readonly deltaMs: number;
    readonly beats: number;
    readonly changes: number;
    readonly reconnects: number;
  };
  /** How far the trail is sealed (AU-04). */
  readonly audit: AuditSealerStatus;
  /** What the retention job did in this process (AU-05). */
  readonly auditRetention: RetentionJobStatus;
}

/** A token to keep: only the access token is required. */
export type TokenInput = z.input<typeof putTokenRequestSchema>;

/** Tokens for an application: plain ids, and a token to keep as it came from the provider. */
export interface OpenTokens extends Opened<Omit<Tokens, "put">> {
  /** Keep a token that somebody else minted. Replaces an older one of the same name. */
  put(actor: Unbranded<Actor>, name: Unbranded<HeldTokenName>, token: TokenInput): Promise<HeldTokenInfo>;
}

export interface Holdfast {
  readonly selections: Opened<Selections>;
  readonly tokens: OpenTokens;
  readonly connections: Opened<Connections>;
  /** The keys that secrets are sealed with: counted, rotated, retired (TK-08). */
  readonly keys: Keys;
  /** Tokens for operators: searched, compared, swept, taken over from plaintext. */
  readonly tokenAdministration: TokenAdministration;
  readonly accounts: Accounts;
  readonly catalogue: Catalogue;
  readonly audit: Audit;
  readonly quarantine: Opened<Quarantine>;
  /** What callers have used of their limits (LI-01). The library itself limits nobody. */
  readonly rateLimits: RateLimits;
  /** Security events: counted, and rated by rules (SC-07). */
  readonly security: SecurityMonitor;
  /** The most that a group and a user may hold (SE-11). */
  readonly limits: SelectionLimits;
  status(): HoldfastStatus;
  /** Stops accepting, drains, closes, within `deadline` milliseconds (default 10,000). `deferred`: the rest is safe in the journal. */
  close(deadline?: number): Promise<FlushAnswer["state"]>;
}
