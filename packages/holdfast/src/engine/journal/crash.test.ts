// Any number of crashes at any moment, on a disk that keeps any part of what was not synced: nothing acknowledged is lost (F4).
import { isHoldfastError } from "@holdfast/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { directory, open, readNumbers } from "./journal-fixture.js";
import { SimulatedDisk, systemError, type Dice } from "./simulated-disk.js";

interface Life {
  /** How many entries are appended together, batch after batch. */
  readonly batches: readonly number[];
  /** The power goes before this call of the disk. */
  readonly crashAt: number;
  /** These calls of the disk fail, unless they are part of opening. */
  readonly failing: readonly number[];
  readonly seed: number;
}

/** A small generator of numbers, so that a counterexample can be repeated. */
function diceOf(seed: number): Dice {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What everybody was told, by position. */
interface Told {
  readonly acknowledged: Map<number, number>;
  /** Every body that was ever appended at a position. */
  readonly attempted: Map<number, Set<number>>;
}

let nextBody = 0;

async function live(disk: SimulatedDisk, life: Life, told: Told): Promise<void> {
  const journal = await open(disk, { segmentBytes: 512, patienceMs: Infinity });
  await check(journal, told);
  for (const size of life.batches) {
    const appended = Array.from({ length: size }, () => {
      const n = nextBody++;
      const { position, durable } = journal.append({ n });
      told.attempted.set(position, (told.attempted.get(position) ?? new Set()).add(n));
      return durable.then(() => told.acknowledged.set(position, n));
    });
    await Promise.all(appended);
  }
}

/** Everything acknowledged is there, in its place; everything else that is there was appended at that place. */
async function check(journal: Awaited<ReturnType<typeof open>>, { acknowledged, attempted }: Told): Promise<void> {
  const numbers = await readNumbers(journal);
  expect(numbers.length).toBe(journal.durablePosition);
  for (const [position, n] of acknowledged) expect(numbers[position - 1]).toBe(n);
  for (const [index, n] of numbers.entries()) {
    expect(attempted.get(index + 1)).toContain(n);
    acknowledged.set(index + 1, n);
  }
}

/** Lives until the power goes, the disk refuses, or the work is done. */
async function crashOnce(disk: SimulatedDisk, life: Life, told: Told): Promise<SimulatedDisk> {
  let calls = 0;
  const powerCut = new Promise<"cut">((resolve) => {
    disk.before = (call, path) => {
      calls++;
      if (calls >= life.crashAt) {
        resolve("cut");
        return new Promise(() => undefined);
      }
      if (life.failing.includes(calls) && calls > 40 && (call === "write" || call === "datasync")) throw systemError("EIO", path);
      return undefined;
    };
  });
  const ended = live(disk, life, told).catch((error: unknown) => {
    if (!isHoldfastError(error, "journal_unusable")) throw error;
  });
  await Promise.race([ended, powerCut]);
  return disk.crash(diceOf(life.seed));
}

const life: fc.Arbitrary<Life> = fc.record({
  batches: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 12 }),
  crashAt: fc.integer({ min: 1, max: 150 }),
  failing: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 4 }),
  seed: fc.integer(),
});

test("[JO-03] [JO-04] whatever crashes, tears and fails: everything acknowledged is there, in order, exactly once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 6 }), async (lives) => {
      let disk = new SimulatedDisk();
      const told: Told = { acknowledged: new Map(), attempted: new Map() };
      for (const one of lives) {
        disk = await crashOnce(disk, one, told);
      }
      await check(await open(disk), told);
    }),
    { numRuns: 150 },
  );
});

test("[JO-03] a power cut at every single call of the disk, one after the other", async () => {
  for (let crashAt = 1; crashAt <= 110; crashAt++) {
    const told: Told = { acknowledged: new Map(), attempted: new Map() };
    const batches = [1, 3, 1, 5, 2, 1, 4, 1, 1, 1];
    const disk = await crashOnce(new SimulatedDisk(), { batches, crashAt, failing: [60], seed: crashAt }, told);
    await check(await open(disk), told);
    expect(await disk.list(directory)).toContain("journal.json");
  }
});
