// A process of ours that gets tokens which have to be refreshed, for many callers at once.
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore, type ProviderOptions } from "holdfast";
import { createShiftedClock } from "holdfast/testing";
import { answerAll, orderOf } from "./helper-process.js";

export interface RefreshOrder {
  readonly requestUrl: string;
  readonly workerUrl: string;
  readonly keys: string;
  readonly provider: string;
  readonly options: ProviderOptions;
  readonly users: readonly string[];
  readonly callers: number;
}

const { requestUrl, workerUrl, keys, provider, options, users, callers } = orderOf<RefreshOrder>();
const clock = createShiftedClock();
const { tokens } = await openTokenStore({
  database: { requestUrl, workerUrl, poolSize: 6 },
  keyring: Keyring.parse(keys),
  providers: { [provider]: options },
  refresh: { every: 0, revokeEvery: 0, margin: 0 },
  upkeep: { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 },
  clock,
});

/** What a caller is shown: a text, or nothing. */
async function shown(userId: string): Promise<string | null> {
  const token = await tokens.get(userId as UserId, provider);
  return token.status === "active" ? token.accessToken.reveal() : null;
}

answerAll(async ({ forward }) => {
  if (typeof forward === "number") return clock.forward(forward);
  return Promise.all(users.map((userId) => Promise.all(Array.from({ length: callers }, () => shown(userId)))));
});
