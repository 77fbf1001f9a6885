// What a claim is: one row of the table of speeds, measured side by side with its peers in one run.
import { inspect, isDeepStrictEqual } from "node:util";

export interface Row {
  readonly id: string;
  readonly case: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly unit: string;
  /** Ours divided by the peer's, whichever way is better. */
  readonly ratio: number;
  readonly goal: string;
  readonly reached: boolean;
}

/** What the ratio must be: at most, less than, or at least. A row without a goal only informs. */
export type Goal = `${"≤" | "<" | "≥"}${number}` | "";

export interface Claim {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  run(bench: Bench): Promise<void>;
}

/** Where a claim puts what it has measured. */
export interface Bench {
  /** Rounds of each measurement; each round measures ours and every peer in turn. */
  readonly rounds: number;
  /** Of the work of each round, how much is done: all when absent, less in tests. */
  readonly share?: number;
  /** How long, where a measurement is one of time; each has its own usual length. */
  readonly seconds?: number | undefined;
  add(comparison: Comparison): void;
  say(sentence: string): void;
}

export interface Comparison {
  readonly id: string;
  readonly case: string;
  readonly unit: string;
  readonly ours: Sample;
  readonly peer: Sample;
  readonly peerName: string;
  readonly goal: Goal;
}

/** How many of so many are to be done. */
export function shareOf({ share = 1 }: Pick<Bench, "share">, count: number): number {
  return Math.max(1, Math.round(count * share));
}

/** Refuses to measure two things that do not do the same: throws when they differ. */
export function requireSame(what: string, ours: unknown, peer: unknown): void {
  if (!isDeepStrictEqual(ours, peer)) throw new Error(`${what}: ours is ${inspect(ours)}, the peer's ${inspect(peer)}.`);
}

/** The figures of all rounds. */
export type Sample = readonly number[];

/** A limit that is written down rather than measured. */
export function limit(value: number): Sample {
  return [value];
}

export function median(sample: Sample): number {
  return quantile(sample, 0.5);
}

export function quantile(sample: Sample, share: number): number {
  const sorted = Float64Array.from(sample).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Half of the distance between the slowest and the fastest round, as a share of the median. */
export function spread(sample: Sample): number {
  const middle = median(sample);
  // A share of nothing is nothing.
  return middle === 0 ? 0 : (quantile(sample, 1) - quantile(sample, 0)) / 2 / middle;
}

export function isReached(goal: Goal, ratio: number): boolean {
  if (goal === "") return true;
  const bound = Number(goal.slice(1));
  if (goal.startsWith("≤")) return ratio <= bound;
  return goal.startsWith("<") ? ratio < bound : ratio >= bound;
}

const rounded = (value: number): number => Number(value.toPrecision(3));

export function rowOf(comparison: Comparison): Row {
  const { id, unit, peerName, goal } = comparison;
  const [ours, peer] = [median(comparison.ours), median(comparison.peer)];
  // Nothing beside nothing is the same.
  const ratio = ours === peer ? 1 : ours / peer;
  return {
    id,
    case: comparison.case,
    ours: rounded(ours),
    peer: rounded(peer),
    peerName,
    unit,
    ratio: rounded(ratio),
    goal,
    reached: isReached(goal, ratio),
  };
}
