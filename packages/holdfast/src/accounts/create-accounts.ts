// Accounts for applications that bring none (AC-01), on top of the sessions of the token room.
import { type Account, type Actor, HoldfastError, type UserId } from "@holdfast/contract";
import { AuditRecorder } from "../audit/index.js";
import type { Database } from "../database/index.js";
import type { Accounts } from "../holdfast.js";
import type { Clock } from "../runtime/clock.js";
import { type Log, silentLog } from "../runtime/log.js";
import type { Passwords } from "../security/index.js";
import type { TokenRoom } from "../tokens/index.js";
import { createAccountAdministration } from "./account-administration.js";
import { type AccountRoom, sessionKind } from "./account-room.js";
import { accountOf } from "./account-row.js";
import { changePassword, type PasswordChange, type PasswordChanged } from "./change-password.js";
import { register } from "./register.js";
import { sessionOf } from "./session.js";
import { signIn } from "./sign-in.js";
import { findAccount } from "./sql/find-account.js";

export interface AccountsOptions {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly tokens: TokenRoom;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  readonly audit?: AuditRecorder | undefined;
}

/** The accounts with what is not for every caller. */
export interface AccountsRoom extends Accounts {
  /** Ends the user's other sessions with it. Throws credentials_refused and invalid_request. */
  changePassword(actor: Actor, change: PasswordChange): Promise<PasswordChanged>;
  /** For operators: nobody gets a role by asking over the network. Undefined when there is no such account. */
  setRole(userId: UserId, role: Account["role"]): Promise<Account | undefined>;
}

export function createAccounts({
  database,
  tokens,
  passwords,
  clock,
  log = silentLog,
  audit = new AuditRecorder(clock),
}: AccountsOptions): AccountsRoom {
  const room: AccountRoom = { database, tokens, passwords, clock, log, audit };
  return {
    register: (credentials, origin) => register(room, credentials, origin),
    signIn: (credentials, origin) => signIn(room, credentials, origin),
    authenticate: async (text) => {
      const verified = await tokens.verify(sessionKind, text);
      if (verified.status !== "valid") return undefined;
      const { token } = verified;
      const { id: sessionId, userId, tenantId } = token;
      return userId === null ? undefined : { actor: { userId, sessionId, ...(tenantId === null ? {} : { tenantId }) }, token };
    },
    get: async (userId) => {
      const row = await database.asUser(userId, (db) => findAccount(db, { userId }));
      return row === undefined ? undefined : accountOf(row);
    },
    sessions: async (userId, current) => (await tokens.issued(userId, sessionKind)).map((token) => sessionOf(token, current)),
    signOut: async (actor) => {
      if (actor.sessionId === undefined) throw noSession();
      await tokens.revokeIssued(actor, actor.sessionId);
    },
    changePassword: (actor, change) => changePassword(room, actor, change),
    setRole: (userId, role) => createAccountAdministration(database, clock).setRole({ userId }, role),
  };
}

function noSession(): HoldfastError {
  return new HoldfastError("unauthenticated", { what: "There is no session to end.", action: "Sign in first." });
}
