// Tokens alone, in processes beside the one with the journal.
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openTokenStore, type TokenStore } from "./open-token-store.js";
import { generateKey, Keyring } from "./security/index.js";
import { testDatabase } from "./testing/vitest.js";

const server = testDatabase();
const keyring = Keyring.parse(generateKey("k1"));
const open = (): Promise<TokenStore> =>
  openTokenStore({ database: { requestUrl: server.requestUrl, workerUrl: server.workerUrl, poolSize: 3 }, keyring });

test("[TK-13] two stores on one database: what one revokes, the other does not serve after Δ", async () => {
  const [here, there] = [await open(), await open()];
  const userId = randomUUID();
  await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, 'store@example.org', now())", [userId]);
  await here.tokens.put({ userId }, { provider: "github" }, { accessToken: "shared" });
  expect((await there.tokens.get(userId, "github")).status).toBe("active");
  expect(there.status().changeFeed).toMatchObject({ connected: true, deltaMs: 1000 });
  await here.tokens.revoke({ userId }, { provider: "github" });
  const revoked = performance.now();
  while ((await there.tokens.get(userId, "github")).status === "active")
    await new Promise<void>((resolve) => void setImmediate(resolve));
  expect(performance.now() - revoked).toBeLessThan(1000);
  expect((await there.tokens.history(userId, { provider: "github" }))?.events).toHaveLength(2);
  expect((await there.keys.census()).keys).toMatchObject([{ id: "k1", current: true, rows: 0 }]);
  expect((await there.administration.searchHeld("everybody")).tokens).toMatchObject([{ provider: "github", status: "revoked" }]);
  await Promise.all([here.close(), there.close()]);
});

test("[TK-13] a store opens without a database, and says so", async () => {
  const url = new URL(server.requestUrl);
  url.port = "1";
  const store = await openTokenStore({ database: { requestUrl: url.href, connectTimeout: 500 }, keyring });
  expect(store.status().changeFeed).toMatchObject({ connected: false, ageMs: null });
  await expect(store.tokens.get(randomUUID(), "github")).rejects.toMatchObject({ code: "database_unavailable" });
  await store.close();
});
