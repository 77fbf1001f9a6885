// What registering, signing in and changing passwords share.
import { HoldfastError } from "@holdfast/contract";
import type { AuditRecorder } from "../audit/index.js";
import type { Database } from "../database/index.js";
import type { IssuedToken, TokenRoom } from "../tokens/index.js";
import type { Origin, SignedInAccount } from "./interface.js";
import type { PostOffice } from "../mail/index.js";
import type { Clock } from "../runtime/clock.js";
import type { Log } from "../runtime/log.js";
import type { Passwords } from "../security/index.js";
import { type AccountRow, accountOf } from "./account-row.js";
import { sessionOf } from "./session.js";

export const sessionKind = "session";

export interface AccountRoom {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly tokens: TokenRoom;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditRecorder;
  readonly post: PostOffice;
  /** Where browsers reach the pages that mailed links lead to. */
  readonly linkOrigin: () => string;
  /** What everybody here tries first, such as the name of the application. */
  readonly guessableWords: readonly string[];
}

export interface StartedSession {
  readonly answer: SignedInAccount;
  readonly token: IssuedToken;
}

/** Begins a session: the trail says `sign_in`. */
export async function startSession({ tokens }: AccountRoom, row: AccountRow, origin: Origin): Promise<StartedSession> {
  const { text, token } = await tokens.mint({ ...origin, kind: sessionKind, userId: row.id });
  return { answer: { account: accountOf(row), session: sessionOf(token, token.id), token: text }, token };
}

/** The same for an address that nobody has and for a password that is wrong. */
export function credentialsRefused(): HoldfastError {
  return new HoldfastError("credentials_refused", {
    what: "The e-mail address or the password is not right.",
    action: "Check both and try again.",
  });
}
