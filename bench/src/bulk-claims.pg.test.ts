// One small round of each measurement against a real database: the lines are well formed, and what is measured really happens.
import { expect, it } from "vitest";
import { type Bench, type Comparison, rowOf } from "./claim.js";
import { measureDrain } from "./pf-07-drain.js";
import { measureLag } from "./pf-08-lag.js";
import { measureBulk } from "./pf-09-select-all.js";
import { measureRecovery } from "./pf-16-recovery.js";
import { measureVerify } from "./pf-18-verify.js";
import { onStage, type Stage } from "./stage.js";

interface Seen {
  readonly lines: readonly Comparison[];
  /** What the database holds in the end. */
  readonly counts: Readonly<Record<string, number>>;
}

async function look(share: number, measure: (bench: Bench, stage: Stage) => Promise<void>): Promise<Seen> {
  const lines: Comparison[] = [];
  let counts: Seen["counts"] = {};
  const bench: Bench = { rounds: 1, share, add: (line) => void lines.push(line), say: () => undefined };
  await onStage(async (stage) => {
    await measure(bench, stage);
    const { rows } = await stage.pool.query<Record<string, number>>(
      `select (select count(*)::int from holdfast.selection) as selected,
         (select count(*)::int from holdfast.former_selection) as former,
         (select count(*)::int from holdfast.operation where kind <> 'create_group') as operations,
         (select count(distinct position)::int from holdfast.operation) as positions,
         (select count(*)::int from holdfast.audit_event where record_id is not null and position is not null) as trail,
         (select coalesce(sum(row_count), 0)::int from holdfast.audit_seal) as sealed,
         (select coalesce(sum(quarantined), 0)::int from holdfast.journal_lane) as quarantined`,
    );
    counts = rows[0] ?? {};
  });
  return { lines, counts };
}

function expectLines({ lines }: Seen, id: string, cases: readonly string[]): void {
  expect(lines.map((line) => line.case)).toEqual(cases);
  for (const row of lines.map(rowOf)) {
    expect(row).toMatchObject({ id, unit: expect.stringMatching(/^(ms|pairs\/s)$/) as unknown });
    expect(Math.min(row.ours, row.peer, row.ratio)).toBeGreaterThan(0);
    expect(row.ratio).toBeCloseTo(row.ours / row.peer, 1 - Math.ceil(Math.log10(row.ratio)));
    expect(row.peerName).not.toBe("");
  }
}

const patience = 120_000;

it("[PF-07] drains every pair with its row in the trail, once per round, beside two peers", { timeout: patience }, async () => {
  const seen = await look(0.02, measureDrain);
  const one = "800 pairs, one connection";
  expectLines(seen, "PF-07", [one, one, "800 pairs, three connections"]);
  // Two of ours and two peers, each in a round that warms up and one that counts.
  expect(seen.counts).toMatchObject({ selected: 800 * 4 * 2, trail: 800 * 2 * 2, operations: 16 * 2 * 2, quarantined: 0 });
});

it("[PF-08] applies what was acknowledged at a steady rate", { timeout: patience }, async () => {
  const seen = await look(0.02, measureLag);
  expectLines(seen, "PF-08", ["p99", "p50"]);
  expect(seen.counts).toMatchObject({ operations: 160, positions: 210, quarantined: 0 });
});

it("[PF-09] selects the whole catalogue, applies, reads and clears it, while others work", { timeout: patience }, async () => {
  const seen = await look(0.1, measureBulk);
  const cases = ["acknowledged", "applied", "read back", "cleared, acknowledged", "others' lag meanwhile, p99"];
  expectLines(seen, "PF-09", cases);
  expect(seen.counts["former"]).toBe(1900 * 2);
  expect(seen.counts["trail"]).toBeGreaterThan(1900 * 2);
  expect(seen.counts["quarantined"]).toBe(0);
});

it("[PF-16] starts on a journal of un-applied operations, and applies each once", { timeout: patience }, async () => {
  const seen = await look(0.02, measureRecovery);
  expectLines(seen, "PF-16", ["2,000 un-applied operations", "ordinary second start"]);
  expect(seen.counts).toMatchObject({ operations: 2000, positions: 2200, quarantined: 0 });
});

it("[PF-18] verifies every row that is there and sealed", { timeout: patience }, async () => {
  const seen = await look(0.01, measureVerify);
  expectLines(seen, "PF-18", ["10,000 rows", "10,000 rows"]);
  expect(seen.counts).toMatchObject({ trail: 10_000, sealed: 10_000 });
});
