// F16: the listening connections of all other processes stay dead, for a second and for minutes. Each read then asks the database, and nothing is stale.
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import { type Feeds, playFeeds, type Round } from "./feed-scene.js";

/** Seconds that the feeds have been dead when a token is revoked. */
const lengths = [1, 8, 1, 60, 1, 150];
const shortLengths = [1, 2];

export const feed: Scenario = {
  name: "feed",
  fault: "F16",
  purpose: "the change feeds of two processes stay dead for a second and for minutes while tokens are revoked",
  run: (run) => playFeeds(run, { rounds: run.count ?? (run.short ? shortLengths : lengths).length }, stayDead),
};

async function stayDead({ chance, proxies, seconds, short, say }: Feeds, { index, end }: Round) {
  const fault = chance.pick(["cut", "hold"] as const);
  const list = short ? shortLengths : lengths;
  const length = seconds ?? list[index % list.length] ?? 1;
  if (length >= 30) say(`the feeds stay dead for ${length} s`);
  for (const proxy of proxies) {
    if (fault === "cut") await proxy.cut();
    else proxy.blackhole();
  }
  const began = performance.now();
  await pause(length * 1000);
  await end();
  const deadMs = performance.now() - began;
  await pause(200);
  for (const proxy of proxies) await proxy.restore();
  return { injected: proxies.length, deadMs };
}
