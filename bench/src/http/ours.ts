// The server as it is deployed, with its log, its limits and its metrics: only the limits are too high to be met.
import { createServerApp, createServerLog, libraryLog, serveHttp } from "@holdfast/server";
import { createRateLimits, Keyring, openHoldfast } from "holdfast";
import { perform, untilApplied } from "../stage.js";
import type { OursOrder, Person, Started } from "./order.js";

export interface StartedServer {
  readonly started: Started;
  /** Resolves when nothing is left to do of what was asked. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const unreached = { points: 1_000_000_000, windowMs: 60_000 };

export async function startOurs(order: OursOrder): Promise<StartedServer> {
  const log = createServerLog();
  const holdfast = await openHoldfast({
    database: { requestUrl: order.requestUrl, workerUrl: order.workerUrl },
    keyring: Keyring.parse(order.keys),
    journal: { directory: order.journalDirectory },
    log: libraryLog(log),
  });
  const people: Person[] = [];
  for (const userId of order.userIds) {
    // One after the other, as people do: so each has its time, and SQL can give them in the same order.
    for (const recordId of order.recordIds) await perform(holdfast, { userId }, { kind: "select", recordId });
    const { text } = await holdfast.tokens.mint({ kind: "session", userId });
    people.push({ userId, token: text.reveal() });
  }
  await untilApplied(holdfast);
  const rateLimits = createRateLimits({ rules: { read: unreached, change: unreached } });
  const app = createServerApp({ holdfast, log, version: "bench", rateLimits, overload: { loopDelayMs: 0 } });
  const server = await serveHttp({ app, log, port: 0 });
  return {
    started: { url: server.url, people },
    settle: () => untilApplied(holdfast),
    stop: async () => {
      await server.close(1000);
      await holdfast.close();
    },
  };
}
