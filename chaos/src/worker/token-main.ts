// A process that serves tokens and nothing else: told to watch one, it says when it served it last.
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore } from "holdfast";
import type { TokenOrder, TokenSaid, Watch } from "./token-protocol.js";

const { requestUrl, workerUrl, feedUrl, keys } = JSON.parse(process.argv[2] ?? "{}") as TokenOrder;
const store = await openTokenStore({
  database: { requestUrl, workerUrl, poolSize: 4, statementTimeout: 5000, connectTimeout: 2000 },
  feedUrl,
  keyring: Keyring.parse(keys),
});

function say(said: TokenSaid): void {
  if (process.connected) process.send?.(said);
}

async function isServed({ userId, provider, session }: Watch): Promise<boolean> {
  if (session !== undefined) return (await store.tokens.verify("session", session)).status === "valid";
  return (await store.tokens.get(userId as UserId, provider)).status === "active";
}

/** Wall-clock time: it is compared with that of another process on the same machine. */
async function watch(order: Watch): Promise<void> {
  let [served, lastServedAt] = [0, 0];
  while (await isServed(order)) {
    lastServedAt = Date.now();
    served += 1;
    if (served === 1) say({ type: "serving", id: order.id });
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  say({ type: "ended", id: order.id, served, lastServedAt, status: store.status() });
}

process.on("disconnect", () => process.exit());
process.on("message", (order: Watch) => {
  watch(order).catch((error: unknown) => say({ type: "failed", id: order.id, reason: String(error) }));
});
say({ type: "open" });
