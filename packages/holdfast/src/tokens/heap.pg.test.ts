// TK-15: what a warm process has in memory, looked at from outside.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { UserId } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.js";
import { generateKey, Keyring } from "../security/index.js";
import { withTemporaryDirectory } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createTokens } from "./index.js";
import { type Judge, openJudge } from "./refresh/judge/judge.js";
import { type FaultyDatabase, openFaultyDatabase } from "./test-room.js";

const server = testDatabase();
let database: FaultyDatabase;
let judge: Judge;
beforeAll(async () => {
  database = openFaultyDatabase(server);
  judge = await openJudge();
});
afterAll(async () => {
  await database.close();
  await judge.close();
});

const hour = 3_600_000;

test(
  "[TK-15] a heap snapshot of a process that served held, issued and refreshed tokens contains no token text",
  { timeout: 60_000 },
  async () => {
    const keys = generateKey().reveal();
    const tokens = createTokens({ database, keyring: Keyring.parse(keys), clock: systemClock });
    const userId = randomUUID() as UserId;
    await server.query("insert into holdfast.app_user (id, email, created_at) values ($1, 'heap@example.org', now())", [userId]);
    const held = Array.from({ length: 10 }, (_, index) => ({
      provider: `provider${index}`,
      access: `access-${randomUUID()}`,
      refresh: `refresh-${randomUUID()}`,
    }));
    for (const { provider, access, refresh } of held) {
      await tokens.put(
        { userId },
        { provider },
        { accessToken: access, refreshToken: refresh, tokenType: "Bearer", scopes: [], metadata: {} },
      );
    }
    const first = { accessToken: `access-${randomUUID()}`, refreshToken: await judge.grant(userId) };
    const expiresAt = new Date(Date.now() + hour).toISOString();
    await tokens.put({ userId }, { provider: "judge" }, { ...first, expiresAt, tokenType: "Bearer", scopes: [], metadata: {} });
    const minted = await Promise.all(held.map(() => tokens.mint({ kind: "session", userId })));
    const sessions = minted.map(({ text }) => text.reveal());
    const canary = `canary-${randomUUID()}`;

    await withTemporaryDirectory(async (directory) => {
      const snapshot = join(directory, "warm.heapsnapshot");
      const providers = [...held.map(({ provider }) => provider), "judge"];
      const refreshing = { name: "judge", options: judge.options, forward: hour + 1000 };
      const { requestUrl, workerUrl } = server;
      const report = await runWarmProcess({
        requestUrl,
        workerUrl,
        keys,
        userId,
        providers,
        sessions,
        refreshing,
        canary,
        snapshot,
      });
      expect(report).toEqual({ served: 42, entries: 21, canary: canary.length });
      expect(judge.given).toHaveLength(1);
      const heap = await readFile(snapshot);
      const refreshed = judge.given.flatMap(({ access, refresh }) => [access, refresh]);
      const clientSecret = String(judge.options.clientSecret);
      const kept = [
        ...held.flatMap(({ access, refresh }) => [access, refresh]),
        first.accessToken,
        first.refreshToken,
        ...refreshed,
      ];
      const secrets = [...kept, clientSecret, ...sessions, keys.slice(keys.indexOf(":") + 1)];
      // What the process still holds is found, so what is not found is not there.
      expect([canary, providers[0]!].map((text) => heap.includes(text))).toEqual([true, true]);
      expect(secrets.filter((text) => heap.includes(text))).toEqual([]);
      expect(secrets.filter((text) => heap.includes(text.slice(8, 28)))).toEqual([]);
    });
  },
);

function runWarmProcess(order: object): Promise<unknown> {
  const script = fileURLToPath(new URL("./fixtures/warm-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(order));
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (printed += part));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(JSON.parse(printed)) : reject(new Error(`The process ended with ${code}.`)),
    );
  });
}
