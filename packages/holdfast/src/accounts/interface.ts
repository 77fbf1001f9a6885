// The interface of accounts.
import type {
  Account,
  Actor,
  Credentials,
  PasswordChange,
  PasswordChanged,
  PasswordReset,
  Session,
  TokenId,
  UserId,
} from "@holdfast/contract";
import type { Secret } from "../security/index.js";
import type { IssuedToken } from "../tokens/index.js";

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

export interface VouchedAccount {
  readonly userId: UserId;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** Accounts for applications that bring none (AC-01). */
export interface Accounts {
  /** Throws email_taken. */
  register(credentials: Credentials, origin: Origin): Promise<SignedInAccount>;
  /** Throws credentials_refused, with the same work whether the account exists or not. */
  signIn(credentials: Credentials, origin: Origin): Promise<SignedInAccount>;
  /** The account and session of a session token; undefined when it is not valid. */
  authenticate(token: string): Promise<{ readonly actor: Actor; readonly token: IssuedToken } | undefined>;
  /**
   * The same without waiting, for code that asks very often: what memory knows. Undefined when the token is not valid, and when the
   * database has to be asked: ask `authenticate` then.
   */
  recall(token: string): { readonly actor: Actor; readonly token: IssuedToken } | undefined;
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
