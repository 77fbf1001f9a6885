// Rates and shares from samples, across a restart and across silence.
import type { Status } from "@holdfast/contract";
import { expect, test } from "vitest";
import type { StatusSample } from "./operations.js";
import { levels, rates, shares } from "./rates.js";

const sample = (at: number, hits: number, misses: number): StatusSample => ({
  at,
  status: { tokenCache: { hits, misses } } as Status,
});
const hits = ({ tokenCache }: Status): number => tokenCache.hits;
const all = ({ tokenCache }: Status): number => tokenCache.hits + tokenCache.misses;

test("[UI-06] a counter becomes a rate per second, and a restart is no negative rate", () => {
  const samples = [sample(0, 0, 0), sample(2000, 10, 0), sample(4000, 10, 0), sample(6000, 4, 0)];
  expect(rates(samples, hits).map(({ value }) => value)).toEqual([5, 0, 2]);
  expect(levels(samples, hits).map(({ value }) => value)).toEqual([0, 10, 10, 4]);
});

test("[UI-06] a share is told only where something was asked", () => {
  const samples = [sample(0, 0, 0), sample(1000, 9, 1), sample(2000, 9, 1), sample(3000, 9, 3)];
  expect(shares(samples, hits, all)).toEqual([
    { at: 1000, value: 0.9 },
    { at: 3000, value: 0 },
  ]);
});
