// F16: the listening connections of all other processes stay dead for long. Each read then asks the database, and nothing is stale.
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import { type Feeds, playFeeds, type Round } from "./feed-scene.js";

export const feed: Scenario = {
  name: "feed",
  fault: "F16",
  purpose: "the change feeds of two processes stay dead for many times Δ while tokens are revoked",
  run: (run) => playFeeds(run, { rounds: run.count ?? (run.short ? 2 : 8) }, stayDead),
};

async function stayDead({ chance, proxies, seconds, short }: Feeds, { end }: Round): Promise<number> {
  const fault = chance.pick(["cut", "hold"] as const);
  for (const proxy of proxies) {
    if (fault === "cut") await proxy.cut();
    else proxy.blackhole();
  }
  await pause((seconds ?? (short ? 2 : 8)) * 1000);
  await end();
  await pause(200);
  for (const proxy of proxies) await proxy.restore();
  return proxies.length;
}
