// Gives a command the operators' door of its database, and closes everything behind it.
import { libraryLog } from "@holdfast/server";
import { type Administration, type Log, openAdministration, type Options } from "holdfast";
import type { Invocation } from "../command.js";
import { accessDatabase, type DatabaseAccess, prepareSchema } from "./database-access.js";
import { createCommandLog } from "./server-log.js";

/** What commands log is about themselves: only what goes wrong is worth a line. */
export function quietLog(options: Options, invocation: Invocation): Log {
  const logLevel = options.logLevel === "info" ? "warn" : options.logLevel;
  return libraryLog(createCommandLog({ ...options, logLevel }, invocation.terminal));
}

export async function withAccess<T>(
  invocation: Invocation,
  options: Options,
  work: (access: DatabaseAccess, log: Log) => Promise<T>,
): Promise<T> {
  const log = quietLog(options, invocation);
  const access = await accessDatabase({ options, clock: invocation.terminal.clock, log, mayShare: true });
  try {
    return await work(access, log);
  } finally {
    await access.close();
  }
}

/** An embedded database that we start ourselves is brought up to date first; any other is whoever's starts its server. */
export function withAdministration<T>(
  invocation: Invocation,
  options: Options,
  work: (administration: Administration) => Promise<T>,
): Promise<T> {
  return withAccess(invocation, options, async (access, log) => {
    if (access.origin === "embedded") await prepareSchema(access, options, log);
    const { requestUrl, workerUrl } = access;
    const administration = openAdministration({
      requestUrl,
      workerUrl,
      connectTimeout: options.connectTimeout,
      clock: invocation.terminal.clock,
      log,
    });
    try {
      return await work(administration);
    } finally {
      await administration.close();
    }
  });
}
