// Tokens alone, for processes beside the one that feeds the database: workers, web servers, scripts (TK-13).
import { createDatabase, readClock } from "./database/index.js";
import { openConnections, openTokens } from "./door.js";
import { createChangeFeed } from "./engine/index.js";
import { type Connections, createKeys, createTokens, type Keys, type TokenAdministration } from "./tokens/index.js";
import type { HoldfastStatus } from "./status.js";
import type { OpenTokens } from "./holdfast.js";
import { type HoldfastOptions, withDatabaseDefaults } from "./open-options.js";
import { systemClock } from "./runtime/clock.js";
import { silentLog } from "./runtime/log.js";
import { createSteadyClock } from "./runtime/steady-clock.js";
import type { Opened } from "./runtime/unbranded.js";

export type TokenStoreOptions = Pick<
  HoldfastOptions,
  "database" | "keyring" | "kinds" | "cache" | "providers" | "refresh" | "fetch" | "deltaMs" | "upkeep" | "clock" | "log"
> & {
  /** Where the change feed listens: a direct connection, past a transaction pooler. Default: `workerUrl`. */
  readonly feedUrl?: string;
};

export interface TokenStore {
  readonly tokens: OpenTokens;
  readonly connections: Opened<Connections>;
  readonly keys: Keys;
  readonly administration: TokenAdministration;
  status(): Pick<HoldfastStatus, "tokenCache" | "changeFeed" | "tokenUpkeep">;
  close(): Promise<void>;
}

/**
 * The tokens of a migrated database, without a journal: any number of processes may have it open, beside each other and beside a
 * whole Holdfast. What one revokes, no other serves after Δ. Never waits for the database to be there.
 */
export async function openTokenStore(options: TokenStoreOptions): Promise<TokenStore> {
  const { keyring, kinds, cache, deltaMs, log = silentLog } = options;
  const settings = { ...withDatabaseDefaults(options.database), log };
  const database = createDatabase(settings);
  const clock = createSteadyClock({
    clock: options.clock ?? systemClock,
    reference: () => database.asSystem(readClock, "single reads"),
    log,
  });
  // Opens no pool of its own: connections of a pool are made when they are asked for.
  const listening = createDatabase({ ...settings, workerUrl: options.feedUrl ?? settings.workerUrl });
  const feed = createChangeFeed({ database: listening, clock, log, delta: deltaMs });
  const { providers, refresh, fetch, upkeep } = options;
  const tokens = createTokens({ database, keyring, kinds, cache, providers, refresh, fetch, upkeep, feed, clock, log });
  await feed.start();
  await tokens.start();
  const keys = createKeys({ database, keyring, clock });
  return {
    tokens: openTokens(tokens),
    keys,
    administration: tokens.administration,
    connections: openConnections(tokens.connections),
    status: () => ({ tokenCache: tokens.status(), changeFeed: feed.status(), tokenUpkeep: tokens.administration.upkeep() }),
    close: async () => {
      await keys.background.stop();
      await tokens.stop();
      await feed.stop();
      await Promise.all([database.close(), listening.close()]);
    },
  };
}
