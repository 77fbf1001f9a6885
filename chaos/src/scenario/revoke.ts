// F16: the listening connection of other processes is cut, held or reset while tokens are revoked. Nobody serves one after Δ.
import { setTimeout as pause } from "node:timers/promises";
import type { Scenario } from "../scenario.js";
import { type Feeds, playFeeds, type Round } from "./feed-scene.js";

export const revoke: Scenario = {
  name: "revoke",
  fault: "F16",
  purpose: "tokens and sessions are revoked while the change feeds of two other processes break for up to a second",
  run: (run) => playFeeds(run, { rounds: run.count ?? (run.short ? 8 : 60) }, breakShortly),
};

/** One round in four is without a fault. */
async function breakShortly({ chance, proxies }: Feeds, { end }: Round) {
  const proxy = chance.pick(proxies);
  const fault = chance.pick(["none", "cut", "hold", "reset"] as const);
  if (fault === "cut") await proxy.cut();
  if (fault === "hold") proxy.blackhole();
  if (fault === "reset") proxy.resetAll();
  const began = performance.now();
  await pause(chance.between(0, 400));
  await end();
  const deadMs = performance.now() - began;
  await pause(fault === "none" ? 0 : chance.between(0, 1000));
  await proxy.restore();
  return fault === "none" ? { injected: 0, deadMs: 0 } : { injected: 1, deadMs };
}
