// A process that puts held tokens again and again, beside what is measured.
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore } from "holdfast";
import type { WriterOrder } from "./writers.js";

const { requestUrl, workerUrl, keys, users, provider, every } = JSON.parse(process.argv[2] ?? "{}") as WriterOrder;
const store = await openTokenStore({
  database: { requestUrl, workerUrl, poolSize: 1 },
  keyring: Keyring.parse(keys),
  upkeep: { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 },
});
process.on("disconnect", () => process.exit());
for (let count = 0; ; count += 1) {
  const userId = (users[count % users.length] ?? "") as UserId;
  const text = `written-${count}`;
  await store.tokens.put({ userId }, { provider }, { accessToken: text, refreshToken: `refresh-${text}` });
  if (count === 0) process.send?.("writing");
  await new Promise((resolve) => setTimeout(resolve, every));
}
