// Each claim in a hundredth of its work: what is measured is the real thing, and what is told of it is well-formed. Nothing is timed here.
import { expect, it } from "vitest";
import { type Claim, type Comparison, type Row, requireSame, rowOf } from "./claim.js";
import { acknowledge } from "./pf-06-acknowledge.js";
import { growth } from "./pf-20-growth.js";
import { isSelected } from "./pf-04-is-selected.js";
import { list } from "./pf-05-list.js";
import { memory } from "./pf-10-memory.js";
import { tokenGet } from "./pf-02-token-get.js";
import { tokenVerify } from "./pf-01-token-verify.js";

const timeout = 120_000;

const form = {
  id: expect.stringMatching(/^PF-\d\d$/),
  case: expect.any(String),
  ours: expect.any(Number),
  peer: expect.any(Number),
  peerName: expect.any(String),
  unit: expect.stringMatching(/^(µs|ms|B|\/s)$/),
  ratio: expect.any(Number),
  goal: expect.stringMatching(/^([≤<≥][\d.]+)?$/),
  reached: expect.any(Boolean),
};

/** Ours and the peers are asked the same beforehand: a claim that finds them different throws. */
async function rowsOf(claim: Claim): Promise<readonly Row[]> {
  const comparisons: Comparison[] = [];
  const add = (comparison: Comparison): void => void comparisons.push(comparison);
  await claim.run({ rounds: 1, share: 0.01, add, say: () => undefined });
  const rows = comparisons.map(rowOf);
  for (const row of rows) expect(row).toEqual({ ...form, id: claim.id });
  expect(rows.filter(({ ours, peer }) => !Number.isFinite(ours) || !Number.isFinite(peer))).toEqual([]);
  return rows;
}

it("[PF-01] a session that is verified is the one that was minted", { timeout }, async () => {
  expect((await rowsOf(tokenVerify)).length).toBeGreaterThanOrEqual(2);
});

it("[PF-02] a held token that is opened is the text that the peers keep", { timeout }, async () => {
  expect((await rowsOf(tokenGet)).length).toBeGreaterThanOrEqual(8);
});

it("[PF-04] the records that are selected are those in the set beside it", { timeout }, async () => {
  expect((await rowsOf(isSelected)).length).toBeGreaterThanOrEqual(3);
});

it("[PF-05] the list that is handed out has the records that were selected", { timeout }, async () => {
  expect((await rowsOf(list)).length).toBeGreaterThanOrEqual(3);
});

it("[PF-06] as many operations become durable as the engines beside it write", { timeout }, async () => {
  expect((await rowsOf(acknowledge)).length).toBeGreaterThanOrEqual(20);
});

it("[PF-10] the views whose memory is measured have all their selections", { timeout }, async () => {
  expect((await rowsOf(memory)).length).toBeGreaterThanOrEqual(8);
});

it("[PF-20] ten times the users are in memory", { timeout }, async () => {
  expect((await rowsOf(growth)).length).toBeGreaterThanOrEqual(2);
});

it("nothing is measured beside something that does not do the same", () => {
  expect(() => requireSame("the records", ["a"], ["b"])).toThrow("the records: ours is [ 'a' ], the peer's [ 'b' ].");
  expect(() => requireSame("the records", ["a"], ["a"])).not.toThrow();
});
