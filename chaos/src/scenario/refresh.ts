// F17: tokens that expire in several processes at once, at a provider that rotates, detects reuse, and has every fault that providers have.
import type { Scenario } from "../scenario.js";
import { type FaultKind, playRefreshes } from "./refresh-scene.js";

/** In this order, again and again; every other expiry is without a fault. */
const course: readonly FaultKind[] = ["slow", "unavailable", "limited", "error with 200", "cut", "answer lost", "process dies"];

export const refresh: Scenario = {
  name: "refresh",
  fault: "F17",
  purpose: "tokens expire in three processes at once while the provider is slow, refuses, errs, goes silent, or a process dies",
  run: (run) => {
    const rounds = run.count ?? (run.short ? 2 * course.length : 12 * course.length);
    const faults = Array.from({ length: rounds }, (_, round) =>
      round % 2 === 0 ? "none" : (course[((round - 1) / 2) % course.length] ?? "none"),
    );
    return playRefreshes(run, { processes: 3, accounts: run.short ? 3 : 6, callers: run.short ? 8 : 20, faults });
  },
};
