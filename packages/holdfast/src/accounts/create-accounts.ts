// Accounts for applications that bring none (AC-01), on top of the sessions of the token room.
import { type Account, emailSchema, HoldfastError, type UserId } from "@holdfast/contract";
import { AuditRecorder } from "../audit/index.js";
import type { Database } from "../database/index.js";
import type { Accounts } from "./interface.js";
import type { TokenRoom, Verified } from "../tokens/index.js";
import { type Mail, PostOffice } from "../mail/index.js";
import type { Clock } from "../runtime/clock.js";
import { type Log, silentLog } from "../runtime/log.js";
import type { Passwords } from "../security/index.js";
import { createAccountAdministration } from "./account-administration.js";
import { type AccountRoom, sessionKind } from "./account-room.js";
import { accountOf } from "./account-row.js";
import { changePassword } from "./change-password.js";
import { postResetLink, postVerificationLink } from "./link-mail.js";
import { provision } from "./provision.js";
import { register } from "./register.js";
import { resetPassword } from "./reset-password.js";
import { sessionOf } from "./session.js";
import { signIn } from "./sign-in.js";
import { findAccount } from "./sql/find-account.js";
import { findAccountByEmail } from "./sql/find-account-by-email.js";
import { isKnownUser } from "./sql/is-known-user.js";
import { verifyEmail } from "./verify-email.js";

export interface AccountsOptions {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly tokens: TokenRoom;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  readonly audit?: AuditRecorder | undefined;
  /** How links leave. Without it nobody gets one. */
  readonly mail?: Mail | undefined;
  /** Where browsers reach the pages that links lead to, without a path. */
  readonly linkOrigin?: (() => string) | undefined;
  /** What nobody's password may be made of, besides common ones and the address: the name of the application, of the company. */
  readonly guessableWords?: readonly string[] | undefined;
}

/** The accounts with what is not for every caller. */
export interface AccountsRoom extends Accounts {
  /** For operators: nobody gets a role by asking over the network. Undefined when there is no such account. */
  setRole(userId: UserId, role: Account["role"]): Promise<Account | undefined>;
  /** Resolves when every message that was asked for until now is sent or given up. */
  mailSent(): Promise<void>;
  /** Sends what is being sent, tries nothing again. */
  stop(): Promise<void>;
}

export function createAccounts({
  database,
  tokens,
  passwords,
  clock,
  log = silentLog,
  audit = new AuditRecorder(clock),
  mail,
  linkOrigin = () => "http://localhost",
  guessableWords = [],
}: AccountsOptions): AccountsRoom {
  const room: AccountRoom = {
    database,
    tokens,
    passwords,
    clock,
    log,
    audit,
    post: new PostOffice({ mail, clock, log }),
    linkOrigin,
    guessableWords,
  };
  const find = (userId: UserId) => database.asUser(userId, (db) => findAccount(db, { userId }), "single reads");
  return {
    register: (credentials, origin) => register(room, credentials, origin),
    signIn: (credentials, origin) => signIn(room, credentials, origin),
    authenticate: (text) => tokens.verify(sessionKind, text).then(identityOf),
    recall: (text) => {
      const known = tokens.recall(sessionKind, text);
      return known === undefined ? undefined : identityOf(known);
    },
    get: async (userId) => {
      const row = await find(userId);
      return row === undefined ? undefined : accountOf(row);
    },
    isKnown: (userId) => database.asSystem((db) => isKnownUser(db, { userId }), "single reads"),
    provision: (account, origin) => provision(room, account, origin),
    sessions: async (userId, current) => (await tokens.issued(userId, sessionKind)).map((token) => sessionOf(token, current)),
    signOut: async (actor) => {
      if (actor.sessionId === undefined) throw noSession();
      await tokens.revokeIssued(actor, actor.sessionId);
    },
    changePassword: (actor, change) => changePassword(room, actor, change),
    requestPasswordReset: async (email, origin) => {
      const address = emailSchema.safeParse(email).data;
      const findByEmail = async () =>
        address === undefined ? undefined : database.asSystem((db) => findAccountByEmail(db, { email: address }), "single reads");
      postResetLink(room, findByEmail, origin);
    },
    resetPassword: (reset, origin) => resetPassword(room, reset, origin),
    requestEmailVerification: async (actor, origin) => postVerificationLink(room, () => find(actor.userId), origin),
    verifyEmail: (token, origin) => verifyEmail(room, token, origin),
    setRole: (userId, role) => createAccountAdministration(database, clock).setRole({ userId }, role),
    mailSent: () => room.post.idle(),
    stop: () => room.post.stop(),
  };
}

function identityOf(verified: Verified): Awaited<ReturnType<Accounts["authenticate"]>> {
  if (verified.status !== "valid") return undefined;
  const { token } = verified;
  const { id: sessionId, userId, tenantId } = token;
  return userId === null ? undefined : { actor: { userId, sessionId, ...(tenantId === null ? {} : { tenantId }) }, token };
}

function noSession(): HoldfastError {
  return new HoldfastError("unauthenticated", { what: "There is no session to end.", action: "Sign in first." });
}
