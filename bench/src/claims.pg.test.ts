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

/** Ours and the peers are asked the same beforehand: a claim that finds them different throws. */
async function attempt(claim: Claim): Promise<readonly Row[]> {
  const comparisons: Comparison[] = [];
  const add = (comparison: Comparison): void => void comparisons.push(comparison);
  await claim.run({ rounds: 1, share: 0.01, add, say: () => undefined });
  return comparisons.map(rowOf);
}

const row = {
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

it.each([
  ["[PF-01] a session that is verified is the one that was minted", tokenVerify, 2],
  ["[PF-02] a held token that is opened is the text that the peers keep", tokenGet, 8],
  ["[PF-04] the records that are selected are those in the set beside it", isSelected, 3],
  ["[PF-05] the list that is handed out has the records that were selected", list, 3],
  ["[PF-06] as many operations become durable as the engines beside it write", acknowledge, 20],
  ["[PF-10] the views whose memory is measured have all their selections", memory, 8],
  ["[PF-20] ten times the users are in memory", growth, 2],
] as const)("%s", { timeout: 120_000 }, async (_, claim, rowsAtLeast) => {
  const rows = await attempt(claim);
  expect(rows.length).toBeGreaterThanOrEqual(rowsAtLeast);
  for (const one of rows) expect(one).toEqual({ ...row, id: claim.id });
  expect(rows.filter(({ ours, peer }) => !Number.isFinite(ours) || !Number.isFinite(peer))).toEqual([]);
});

it("nothing is measured beside something that does not do the same", () => {
  expect(() => requireSame("the records", ["a"], ["b"])).toThrow("the records: ours is [ 'a' ], the peer's [ 'b' ].");
  expect(() => requireSame("the records", ["a"], ["a"])).not.toThrow();
});
