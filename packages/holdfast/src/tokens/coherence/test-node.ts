// For tests: one of several processes on one database, with a proxy before the connection that it listens on.
import { createDatabase, type Database } from "../../database/index.js";
import { type ChangeFeed, createChangeFeed } from "../../engine/index.js";
import { systemClock } from "../../runtime/clock.js";
import { silentLog } from "../../runtime/log.js";
import type { Keyring } from "../../security/index.js";
import { createTokens, type TokenRoom, type TokensOptions } from "../index.js";

export interface TestNode {
  readonly tokens: TokenRoom;
  readonly feed: ChangeFeed;
  readonly database: Database;
  close(): Promise<void>;
}

export interface TestNodeOptions extends Pick<TokensOptions, "kinds" | "cache"> {
  readonly requestUrl: string;
  readonly workerUrl: string;
  /** Where the feed connects; through a proxy, that is. */
  readonly feedUrl: string;
  readonly keyring: Keyring;
  readonly delta?: number;
}

function connectTo(requestUrl: string, workerUrl: string): Database {
  const means = { poolSize: 4, statementTimeout: 10_000, connectTimeout: 1000, preparedStatements: true, log: silentLog };
  return createDatabase({ ...means, requestUrl, workerUrl });
}

/** Listens and has heard its first heartbeat. */
export async function openTestNode(options: TestNodeOptions): Promise<TestNode> {
  const { requestUrl, workerUrl, feedUrl, keyring, delta = 1000, kinds, cache } = options;
  const database = connectTo(requestUrl, workerUrl);
  const listening = connectTo(feedUrl, feedUrl);
  const feed = createChangeFeed({ database: listening, clock: systemClock, log: silentLog, delta });
  const tokens = createTokens({ database, keyring, clock: systemClock, feed, kinds, cache });
  await feed.start();
  const close = async (): Promise<void> => {
    await feed.stop();
    await tokens.stop();
    await Promise.all([database.close(), listening.close()]);
  };
  return { tokens, feed, database, close };
}

/** Asks again and again, as fast as it goes, until `isOver`; answers when the last answer before that came, by `performance.now()`. */
export async function lastBefore<T>(ask: () => Promise<T>, isOver: (answer: T) => boolean): Promise<number> {
  let last = Number.NEGATIVE_INFINITY;
  while (!isOver(await ask())) {
    last = systemClock.monotonic();
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return last;
}
