// A process that puts held tokens again and again, beside what is measured.
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore } from "holdfast";
import { answerAll, orderOf } from "./helper-process.js";

export interface WriterOrder {
  readonly requestUrl: string;
  readonly workerUrl: string;
  readonly keys: string;
  readonly users: readonly string[];
  readonly provider: string;
  /** Milliseconds between two puts. */
  readonly every: number;
}

const { requestUrl, workerUrl, keys, users, provider, every } = orderOf<WriterOrder>();
const upkeep = { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 } as const;
const { tokens } = await openTokenStore({
  database: { requestUrl, workerUrl, poolSize: 1 },
  keyring: Keyring.parse(keys),
  upkeep,
});

async function put(count: number): Promise<void> {
  const userId = (users[count % users.length] ?? "") as UserId;
  const text = `written-${count}`;
  await tokens.put({ userId }, { provider }, { accessToken: text, refreshToken: `refresh-${text}` });
}

await put(0);
answerAll(async () => null);
for (let count = 1; ; count += 1) {
  await put(count);
  await new Promise((resolve) => setTimeout(resolve, every));
}
