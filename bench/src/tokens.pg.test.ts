// Tiny rounds of the measurements of tokens: each line is well-formed, and what it counts is true. How long anything took is not asserted.
import { expect, it } from "vitest";
import { type Bench, type Comparison, type Row, rowOf } from "./claim.js";
import { measureCold } from "./pf-03-token-cold.js";
import { measureRefresh } from "./pf-13-refresh.js";
import { measureRevoke } from "./pf-14-revoke.js";
import { measureKeys } from "./pf-17-keys.js";
import { onStage, type Stage } from "./stage.js";

const timeout = 120_000;

async function rowsOf(measure: (bench: Bench, stage: Stage) => Promise<void>): Promise<readonly Row[]> {
  const comparisons: Comparison[] = [];
  const bench: Bench = { rounds: 1, add: (comparison) => void comparisons.push(comparison), say: () => undefined };
  await onStage((stage) => measure(bench, stage));
  const rows = comparisons.map(rowOf);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(["id", "case", "ours", "peer", "peerName", "unit", "ratio", "goal", "reached"]);
    expect([Number.isFinite(row.ours), Number.isFinite(row.peer), Number.isFinite(row.ratio)]).toEqual([true, true, true]);
  }
  return rows;
}

it("[PF-03] 64 callers on a key that is not in memory cost one read", { timeout }, async () => {
  const [reads, time] = await rowsOf((bench, stage) => measureCold(bench, stage, 5));
  expect(reads).toMatchObject({ id: "PF-03", unit: "reads", ours: 1, reached: true });
  expect(time).toMatchObject({ id: "PF-03", unit: "ms", peerName: "one SELECT + one open" });
});

it("[PF-13] the provider is called once per expiry, and no account is lost", { timeout }, async () => {
  const size = { processes: 2, callers: 3, accounts: 1, expiries: 2 };
  const [calls, peerCalls, lost, failed] = await rowsOf((bench, stage) => measureRefresh(bench, stage, size));
  expect(calls).toMatchObject({ id: "PF-13", unit: "calls", ours: 1, peerName: "limit", reached: true });
  // At the second expiry an account may be gone that was called for several times at the first.
  expect(peerCalls!.peer).toBeGreaterThanOrEqual(1);
  expect([lost!.ours, failed!.ours]).toEqual([0, 0]);
});

it("[PF-14] a revoked token is served by another process for less than Δ, its feed cut or not", { timeout }, async () => {
  const rows = await rowsOf((bench, stage) => measureRevoke(bench, stage, { plain: 2, cuts: [200] }));
  expect(rows.map(({ id, unit }) => [id, unit])).toEqual(rows.map(() => ["PF-14", "ms"]));
  expect(rows.filter(({ peerName }) => peerName === "Δ").every(({ ours }) => ours < 1000)).toBe(true);
  expect(rows.find(({ peerName }) => peerName.startsWith("bentocache"))?.peer).toBeGreaterThan(1000);
});

it("[PF-17] every row is taken over and sealed anew, beside two writers", { timeout }, async () => {
  const rows = await rowsOf((bench, stage) => measureKeys(bench, stage, 300));
  expect(rows.map(({ case: name, unit }) => [name, unit])).toEqual([
    ["rotation", "rows/s"],
    ["from plaintext", "rows/s"],
  ]);
});
