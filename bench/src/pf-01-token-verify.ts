// PF-01: a session token, text in, actor out, warm: against the two things it cannot do without, and against another cache.
import { hash } from "node:crypto";
import type { UserId } from "@holdfast/contract";
import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { LRUCache } from "lru-cache";
import { type Claim, requireSame, shareOf } from "./claim.js";
import { microsecondsEach, microsecondsEachNow, sideBySide } from "./side-by-side.js";
import { onStage } from "./stage.js";

export const tokenVerify: Claim = {
  id: "PF-01",
  name: "token-verify",
  purpose: "verify a session token, warm",
  run: (bench) =>
    onStage(async (stage) => {
      const tokens = shareOf(bench, 1000);
      // A user has a hundred sessions at the most.
      const users = await stage.addUsers(Math.ceil(tokens / 50));
      const userOf = (index: number): UserId => users[index % users.length] as UserId;
      const holdfast = await stage.open();
      const minted: string[] = [];
      const calls = 20 * tokens;
      for (let index = 0; index < tokens; index += 1)
        minted.push((await holdfast.tokens.mint({ kind: "session", userId: userOf(index) })).text.reveal());
      // Fresh strings, as a request brings them.
      const texts = (): readonly string[] =>
        Array.from({ length: calls / tokens }, () => JSON.parse(JSON.stringify(minted)) as string[]).flat();
      const lru = new LRUCache<string, object>({ max: tokens * 2 });
      for (const text of minted) lru.set(hash("sha256", text, "base64url"), { userId: userOf(0) });
      const bento = new BentoCache({
        default: "memory",
        stores: { memory: bentostore().useL1Layer(memoryDriver({ maxItems: tokens * 2, serialize: false })) },
      });
      for (const text of minted) await bento.set({ key: text, value: { userId: userOf(0) }, ttl: "1h" });
      const verified = await holdfast.tokens.verify("session", minted[7] ?? "");
      requireSame("whose session it is", verified.status === "valid" && verified.token.userId, userOf(7));
      const samples = await sideBySide(bench, {
        ours: async () => {
          const fresh = texts();
          return microsecondsEach(calls, (index) => holdfast.tokens.verify("session", fresh[index] ?? ""));
        },
        bare: () => {
          const fresh = texts();
          return microsecondsEachNow(calls, (index) => lru.get(hash("sha256", fresh[index] ?? "", "base64url")));
        },
        bento: async () => {
          const fresh = texts();
          return microsecondsEach(calls, (index) => bento.get({ key: fresh[index] ?? "" }));
        },
      });
      const row = { id: "PF-01", case: "verify, warm", unit: "µs", ours: samples.ours };
      bench.add({ ...row, peer: samples.bare, peerName: "SHA-256 + lru-cache get", goal: "≤2" });
      bench.add({ ...row, peer: samples.bento, peerName: "bentocache get", goal: "≤0.167" });
      await bento.disconnectAll();
      await holdfast.close();
    }),
};
