// The interfaces of tokens and of connections to the providers that mint them.
import type {
  Actor,
  HeldTokenInfo,
  PutTokenRequest,
  StreamEvent,
  TenantId,
  TokenEventPage,
  TokenId,
  UserId,
} from "@holdfast/contract";
import type { Secret } from "../security/index.js";
import type { HistoryPage } from "./history/token-history.js";
import type { Subscription } from "../runtime/subscription.js";

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
  | "denied"
  | "expired"
  | "used"
  | "state_mismatch"
  | "issuer_mismatch"
  | "refused_by_provider"
  | "exchange_failed"
  | "misconfigured"
  | "unavailable";

export type ConnectionCompleted =
  | { readonly status: "connected"; readonly info: HeldTokenInfo }
  | {
      readonly status: "refused";
      readonly problem: ConnectionProblem;
      readonly reason: string;
      readonly provider: string | null;
    };

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
