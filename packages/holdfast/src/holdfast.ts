// What an application holds in its hand: the interfaces behind the door, without their making.
import type { z } from "zod";
import type {
  Account, Actor, AuditPage, AuditPageRequest, CatalogueRecord, Combination, CombinationRequest, Credentials, FileFormat, FlushAnswer, Group, GroupChanges, GroupDiff, GroupHistory, GroupImportReport, GroupItems, GroupList,
  GroupId, JournalId, OperationId, GroupMoment, GroupRecords, GroupRef, GroupState, HeldTokenInfo, ImportCounts, MembershipAnswer, OperationAnswer, OperationRequestInput, PasswordChange, PasswordChanged, PasswordReset, Position, PutTokenRequest, putTokenRequestSchema, RecordFacets,
  RecordFilter, RecordHistory, RecordId, RecordPage, RecordPageRequest, Session, StreamEvent, TenantId, TokenEventPage, TokenId, UndoState, UserId, Version,
} from "@holdfast/contract";
import type {
  AuditActor, AuditChainState, AuditReport, AuditSealerStatus, AuditVerification, Erasure, InclusionProof, LegalHolds, RetentionOptions, RetentionPolicy, RetentionReport,
  VerifyAuditOptions,
} from "./audit/index.js";
import type { SecurityMonitor } from "./alerts/index.js";
import type { VouchedAccount } from "./accounts/index.js";
import type { ImportOptions, ImportReport, RawRow, WithdrawalReport } from "./catalogue/index.js";
import type { RateLimits } from "./limits/index.js";
import type { Opened, Unbranded } from "./runtime/unbranded.js";
import type { Secret } from "./security/index.js";
import type { HistoryPage, Keys, TokenAdministration, UpkeepStatus } from "./tokens/index.js";

export interface Subscription {
  /** Ends the delivery. */
  close(): void;
}

export interface GroupImportOptions {
  readonly format: FileFormat;
  /** Chosen by the client, a UUID: the same import again changes nothing twice. */
  readonly importId: string;
  /** Changes nothing and reports what would happen. */
  readonly dryRun?: boolean;
  /** Called after every thousand lines. */
  readonly onProgress?: (counts: ImportCounts) => void;
  /** Ends the import before the next thousand lines; what was done stays. */
  readonly signal?: AbortSignal;
}

/** Selections: write-behind through the journal, read from memory. Groups of others are `undefined`, like absent ones. */
export interface Selections {
  /** Changes a selection or a group; resolves when the acknowledgement asked for is reached (JO-01). */
  perform(actor: Actor, request: OperationRequestInput): Promise<OperationAnswer>;
  groups(userId: UserId): Promise<GroupList>;
  group(userId: UserId, group: GroupRef): Promise<Group | undefined>;
  records(userId: UserId, group: GroupRef): Promise<GroupRecords | undefined>;
  changes(userId: UserId, group: GroupRef, since: Version): Promise<GroupChanges | undefined>;
  items(userId: UserId, group: GroupRef, page: { readonly offset: number; readonly limit: number }): Promise<GroupItems | undefined>;
  /** What a set operation between groups would give (SE-12). Throws not_found for a group that is not the user's. */
  previewCombination(userId: UserId, request: CombinationRequest): Promise<Combination>;
  /** The operations on a group, newest first, also of a deleted one (SE-14). */
  groupHistory(userId: UserId, group: GroupRef, page: { readonly before?: Version; readonly limit: number }): Promise<GroupHistory | undefined>;
  groupState(userId: UserId, group: GroupRef, moment: GroupMoment): Promise<GroupState | undefined>;
  groupDiff(userId: UserId, group: GroupRef, from: Version, to: Version): Promise<GroupDiff | undefined>;
  /** What happened to a record in all groups of the user, newest first. */
  recordHistory(userId: UserId, recordId: RecordId, page: { readonly before?: string; readonly limit: number }): Promise<RecordHistory>;
  /** A group as a file, ordered by title and id, in pieces: memory holds a page of it (SE-13). */
  export(userId: UserId, group: GroupRef, format: FileFormat): Promise<AsyncIterable<string> | undefined>;
  /** Selects the records of a list: a column `record_id` or `reference` in CSV; ids, references or objects with either in JSON lines. */
  import(actor: Actor, group: GroupRef, source: AsyncIterable<string | Uint8Array>, options: GroupImportOptions): Promise<GroupImportReport>;
  /** What can be undone and done again: own operations, also those of other devices and of earlier runs of this process (SE-09). */
  undoState(userId: UserId): Promise<UndoState>;
  memberships(userId: UserId, recordIds: readonly RecordId[]): Promise<MembershipAnswer>;
  /** Waits until everything that the user was acknowledged is in the database (SY-06). */
  flush(userId: UserId): Promise<FlushAnswer>;
  /** Flushes and forgets the user in memory: for sign-out. */
  leave(userId: UserId): Promise<FlushAnswer>;
  /** Durable changes of this user, in order, beginning after `after` (or now). The first event is `reset` when history does not reach back. */
  subscribe(userId: UserId, after: Position | undefined, listener: (event: StreamEvent) => void): Promise<Subscription>;
}

export interface QuarantineRef {
  readonly journalId: JournalId;
  readonly position: Position;
}

/** An operation that the database refused for its content. */
export interface QuarantinedOperation extends QuarantineRef {
  readonly userId: UserId;
  readonly operationId: OperationId;
  readonly kind: string;
  /** How many records it was about, and in which groups. */
  readonly records: number;
  readonly groups: readonly GroupId[];
  readonly sqlState: string;
  readonly message: string;
  readonly at: string;
  readonly acceptedAt: string;
  readonly resolvedAt: string | null;
  readonly resolution: "replayed" | "discarded" | null;
}

/** For operators: what to do with operations that the database refused (JO-08). */
export interface Quarantine {
  /** Oldest first; by default those that nobody has settled yet, at most 500. */
  list(options?: { readonly resolved?: boolean; readonly limit?: number }): Promise<readonly QuarantinedOperation[]>;
  /** Asks for the same changes again, against the groups and records of today. Throws what refuses them; they then stay in quarantine. */
  replay(ref: QuarantineRef): Promise<readonly OperationAnswer[]>;
  /** Gives up on it, for good. The trail says who did and why. */
  discard(actor: Actor, ref: QuarantineRef, reason: string): Promise<void>;
}

/** How a cached answer may be used (TK-17). */
export type CacheUse = "use" | "bypass" | "refresh";

export interface HeldTokenName {
  readonly provider: string;
  /** `default` when absent. */
  readonly account?: string;
  readonly tenantId?: TenantId;
}

export type HeldToken =
  | { readonly status: "active"; readonly accessToken: Secret; readonly info: HeldTokenInfo }
  | { readonly status: "absent" }
  | { readonly status: "expired" | "revoked" | "reconnect_required"; readonly info: HeldTokenInfo; readonly reason: string }
  /** Expired, and the provider cannot be asked for a new one just now: the connection is alive, try again later (TK-22). */
  | { readonly status: "unavailable"; readonly info: HeldTokenInfo; readonly reason: string; readonly retryAfterSeconds: number };

/** An issued token without its secret. */
export interface IssuedToken {
  readonly id: TokenId;
  readonly kind: string;
  readonly userId: UserId | null;
  readonly tenantId: TenantId | null;
  readonly sentTo: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type Verified =
  | { readonly status: "valid"; readonly token: IssuedToken }
  | { readonly status: "absent" | "expired" | "revoked" | "consumed" };

export interface MintRequest {
  readonly kind: string;
  readonly userId?: UserId;
  readonly tenantId?: TenantId;
  /** For kinds that are bound to an address: where it is sent. */
  readonly sentTo?: string;
  /** From where it was asked for: kept for the list of devices. */
  readonly address?: string;
  readonly userAgent?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Whose a short code is: as it was minted, the user, the address that it was sent to, or both. */
export interface CodeOwner {
  readonly userId?: UserId;
  readonly sentTo?: string;
}

/** The one interface to every token (TK-01). */
export interface Tokens {
  /** Keep a token that somebody else minted. Replaces an older one of the same name. */
  put(actor: Actor, name: HeldTokenName, token: PutTokenRequest): Promise<HeldTokenInfo>;
  get(userId: UserId, name: string | HeldTokenName, options?: { readonly cache?: CacheUse }): Promise<HeldToken>;
  list(userId: UserId): Promise<readonly HeldTokenInfo[]>;
  /** What happened to a token of the user, newest first: an id, or the name of a held one. Undefined when there is none of this name. */
  history(userId: UserId, token: TokenId | HeldTokenName, page?: HistoryPage): Promise<TokenEventPage | undefined>;
  /** After this resolves, this process never serves the token again. Undefined when there is none. */
  revoke(actor: Actor, name: HeldTokenName, reason?: string): Promise<HeldTokenInfo | undefined>;
  /** Fetches a new access token now, without waiting for the expiry of the one that is kept. Joins a refresh that is under way (TK-19). */
  refresh(actor: Actor, name: HeldTokenName): Promise<HeldToken>;

  mint(request: MintRequest): Promise<{ readonly text: Secret; readonly token: IssuedToken }>;
  /** Whether the text is a live token of this kind. Slides the idle limit without a write per call. */
  verify(kind: string, text: string): Promise<Verified>;
  /** Like verify, for single-use kinds: never consumes. */
  peek(kind: string, text: string): Promise<Verified>;
  /** Uses a single-use token up. Of any number of simultaneous callers one gets `valid` (TK-05). */
  consume(kind: string, text: string, actor?: Actor): Promise<Verified>;
  /**
   * Tries a short code of a kind with `form: "code"`, of this owner only. A wrong try answers `absent` and counts; after the kind's
   * number of them the code is dead and the answer `revoked`.
   */
  consumeCode(kind: string, owner: CodeOwner, code: string, actor?: Actor): Promise<Verified>;
  issued(userId: UserId, kind: string): Promise<readonly IssuedToken[]>;
  /** Ends one issued token of the user; false when there is none. */
  revokeIssued(actor: Actor, id: TokenId, reason?: string): Promise<boolean>;
  /** Ends all of a kind, except one; answers how many. */
  revokeAllIssued(actor: Actor, kind: string, except?: TokenId, reason?: string): Promise<number>;
}

/** A provider that accounts can be connected at. */
export interface ProviderInfo {
  readonly provider: string;
  readonly displayName: string;
  /** What is asked for when nobody names scopes. */
  readonly scopes: readonly string[];
}

export interface BeginConnection {
  readonly provider: string;
  /** Where the provider sends the person back: it has to be registered there. */
  readonly redirectUri: string;
  readonly scopes?: readonly string[];
  /** The name under which the token is kept; `default` or the account's id at the provider, as it is configured, when absent. */
  readonly account?: string;
}

export type ConnectionBegun =
  /** Send the person to `url`. */
  | { readonly status: "ready"; readonly url: string; readonly state: string }
  | { readonly status: "refused"; readonly problem: "unavailable"; readonly reason: string };

export type ConnectionProblem =
  | "denied" | "expired" | "used" | "state_mismatch" | "issuer_mismatch" | "refused_by_provider" | "exchange_failed" | "misconfigured" | "unavailable";

export type ConnectionCompleted =
  | { readonly status: "connected"; readonly info: HeldTokenInfo }
  | { readonly status: "refused"; readonly problem: ConnectionProblem; readonly reason: string; readonly provider: string | null };

/** Accounts at providers: connected by authorization code, refreshed by themselves, disconnected on both sides (TK-23, TK-24). */
export interface Connections {
  /** Those that are configured. */
  providers(): readonly ProviderInfo[];
  /** Throws not_found for a provider that is not configured. */
  begin(actor: Actor, request: BeginConnection): Promise<ConnectionBegun>;
  /** With the query of the address that the provider sent the person back to. */
  complete(actor: Actor, params: URLSearchParams): Promise<ConnectionCompleted>;
  /** Revoked here when this resolves; at the provider as soon as it answers. Undefined when there is no such token. */
  disconnect(actor: Actor, name: HeldTokenName, reason?: string): Promise<HeldTokenInfo | undefined>;
  /** Hears of each change of the user's held tokens, in whichever process it is made. What has changed is read from the list. */
  watch(userId: UserId, listener: (event: Extract<StreamEvent, { readonly type: "connection" }>) => void): Subscription;
}

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
  /** Proves one event against a signed root. */
  proof(eventId: string): Promise<InclusionProof>;
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
  };
  readonly views: { readonly users: number; readonly dirty: number; readonly bytes: number; readonly loads: number; readonly evictions: number };
  readonly tokenCache: { readonly entries: number; readonly bytes: number; readonly hits: number; readonly misses: number; readonly negativeHits: number; readonly distrusted: number };
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
  status(): HoldfastStatus;
  /** Stops accepting, drains, closes, within `deadline` milliseconds (default 10,000). `deferred`: the rest is safe in the journal. */
  close(deadline?: number): Promise<FlushAnswer["state"]>;
}
