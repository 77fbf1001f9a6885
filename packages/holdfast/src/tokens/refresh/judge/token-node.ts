// A token room with a database pool of its own, as another process has it, and accounts that are connected at the judge.
import type { Actor, UserId } from "@holdfast/contract";
import { createDatabase, type Database } from "../../../database/index.js";
import type { HeldToken } from "../../interface.js";
import { type Clock, systemClock } from "../../../runtime/clock.js";
import { type Log, silentLog } from "../../../runtime/log.js";
import type { Keyring } from "../../../security/index.js";
import { createTokens, type TokenRoom, type TokensOptions } from "../../index.js";
import type { Judge } from "./judge.js";

export const providerName = "judge";
export const hour = 3600_000;

export interface NodeOptions extends Pick<TokensOptions, "providers" | "refresh" | "fetch"> {
  readonly server: { readonly requestUrl: string; readonly workerUrl: string };
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly log?: Log;
  /** Instead of one of its own, which is closed with the node. */
  readonly database?: Database;
}

export interface TokenNode {
  readonly tokens: TokenRoom;
  close(): Promise<void>;
}

/** Nothing runs in the background unless it is started. */
export function openTokenNode({ server: { requestUrl, workerUrl }, log = silentLog, ...options }: NodeOptions): TokenNode {
  const pool = { poolSize: 8, statementTimeout: 10_000, connectTimeout: 5000, preparedStatements: true } as const;
  const database = options.database ?? createDatabase({ requestUrl, workerUrl, ...pool, log });
  const tokens = createTokens({ ...options, database, log });
  return {
    tokens,
    close: async () => {
      await tokens.stop();
      await database.close();
    },
  };
}

interface Queries {
  query(text: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
}

export async function newUser(server: Queries): Promise<Actor> {
  const userId = systemClock.uuid() as UserId;
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, $2, now())", [
    userId,
    `${userId}@example.org`,
  ]);
  return { userId };
}

/** A user whose account at the judge is connected; the access token lives for an hour. */
export async function newConnection(server: Queries, judge: Judge, { tokens }: TokenNode, clock: Clock): Promise<Actor> {
  const actor = await newUser(server);
  const refreshToken = await judge.grant(actor.userId);
  const expiresAt = new Date(clock.now() + hour).toISOString();
  await tokens.put(
    actor,
    { provider: providerName },
    {
      accessToken: `first-${systemClock.uuid()}`,
      refreshToken,
      expiresAt,
      tokenType: "Bearer",
      scopes: ["openid"],
      metadata: {},
    },
  );
  return actor;
}

/** What a caller sees: the text of an active token, the status otherwise. */
export function shown(token: HeldToken): string {
  return token.status === "active" ? token.accessToken.reveal() : token.status;
}

export const get = async ({ tokens }: TokenNode, { userId }: Actor): Promise<string> =>
  shown(await tokens.get(userId, providerName));
