// PF-02: a held token, warm, sealed in memory: against opening one seal, and against caches that keep it in the clear.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { UserId } from "@holdfast/contract";
import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { Cacheable } from "cacheable";
import { Keyv } from "keyv";
import { type Bench, type Claim, requireSame, shareOf } from "./claim.js";
import { microsecondsEach, microsecondsEachNow, sideBySide } from "./side-by-side.js";
import { onStage, type Stage } from "./stage.js";

export const tokenGet: Claim = {
  id: "PF-02",
  name: "token-get",
  purpose: "get a held token, warm, sealed in memory",
  run: (bench) =>
    onStage(async (stage) => {
      await measure(bench, stage, "64 B", 64);
      await measure(bench, stage, "1 KiB", 1024);
    }),
};

async function measure(bench: Bench, stage: Stage, size: string, bytes: number): Promise<void> {
  const [userId] = (await stage.addUsers(1)) as [UserId];
  const holdfast = await stage.open();
  const accessToken = randomBytes(bytes).toString("base64url").slice(0, bytes);
  await holdfast.tokens.put({ userId }, { provider: "github" }, { accessToken, tokenType: "Bearer", scopes: [], metadata: {} });
  const bento = new BentoCache({
    default: "memory",
    stores: { memory: bentostore().useL1Layer(memoryDriver({ maxItems: 1000, serialize: false })) },
  });
  const keyv = new Keyv<string>();
  const cacheable = new Cacheable();
  const key = `${userId}:github:default`;
  await bento.set({ key, value: accessToken, ttl: "1h" });
  await keyv.set(key, accessToken, 3_600_000);
  await cacheable.set(key, accessToken, 3_600_000);
  const open = bareSeal(accessToken);
  const calls = shareOf(bench, 20_000);
  const reveal = async (): Promise<string | undefined> => {
    const held = await holdfast.tokens.get(userId, "github");
    return held.status === "active" ? held.accessToken.reveal() : undefined;
  };
  requireSame("the token", [await reveal(), accessToken], [open(), await bento.get({ key })]);
  requireSame("the token in the clear", await keyv.get(key), await cacheable.get(key));
  const samples = await sideBySide(bench, {
    ours: () => microsecondsEach(calls, reveal),
    open: () => microsecondsEachNow(calls, open),
    bento: () => microsecondsEach(calls, () => bento.get({ key })),
    keyv: () => microsecondsEach(calls, () => keyv.get(key)),
    cacheable: () => microsecondsEach(calls, () => cacheable.get(key)),
  });
  const row = { id: "PF-02", case: size, unit: "µs", ours: samples.ours };
  bench.add({ ...row, peer: samples.open, peerName: "AES-256-GCM open", goal: "≤1.3" });
  bench.add({ ...row, peer: samples.bento, peerName: "bentocache", goal: "<1" });
  bench.add({ ...row, peer: samples.keyv, peerName: "keyv", goal: "<1" });
  bench.add({ ...row, peer: samples.cacheable, peerName: "cacheable", goal: "<1" });
  await bento.disconnectAll();
  await holdfast.close();
}

/** One seal, opened with what Node brings along. */
function bareSeal(text: string): () => string {
  const [key, nonce] = [randomBytes(32), randomBytes(12)];
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const tag = cipher.getAuthTag();
  return () => {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
  };
}
