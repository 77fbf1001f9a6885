// Gives a command the tokens of its database with the keys that seal them, with or without a running server.
import { kindsFromFile, openTokenStore, type Options, type TokenStore, type TokenStoreOptions } from "holdfast";
import { type Invocation, optionsOf } from "../command.js";
import { type DatabaseAccess, prepareSchema } from "./database-access.js";
import { findKeyring } from "./open-keyring.js";
import { withAccess } from "./with-administration.js";

/** A command does what it was asked to do, and nothing in the background. */
const nothingBeside = { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 } as const;

export interface TokenWork {
  readonly store: TokenStore;
  readonly access: DatabaseAccess;
  readonly options: Options;
}

/** Throws configuration_invalid when there are no keys: what is sealed cannot be opened under new ones. */
export async function withTokenStore<T>(
  invocation: Invocation,
  work: (parts: TokenWork) => Promise<T>,
  upkeep: TokenStoreOptions["upkeep"] = nothingBeside,
): Promise<T> {
  const { options } = optionsOf(invocation);
  const keyring = await findKeyring(options);
  const kinds = options.kindsFile === undefined ? {} : await kindsFromFile(options.kindsFile);
  return withAccess(invocation, options, async (access, log) => {
    if (access.origin === "embedded") await prepareSchema(access, options, log);
    const { requestUrl, workerUrl } = access;
    const { connectTimeout, preparedStatements, statementTimeout } = options;
    const store = await openTokenStore({
      database: { requestUrl, workerUrl, connectTimeout, preparedStatements, statementTimeout, poolSize: 3 },
      keyring,
      kinds,
      upkeep: { ...nothingBeside, ...upkeep },
      clock: invocation.terminal.clock,
      log,
    });
    try {
      return await work({ store, access, options });
    } finally {
      await store.close();
    }
  });
}
