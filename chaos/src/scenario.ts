// What a scenario is: a fault, done to real processes, and the count of what became of every acknowledged operation.
import type { Chance } from "./load/chance.js";
import type { WorkerProgram } from "./worker/worker.js";

export interface Settings {
  /** How many faults to inject; each scenario has its own default. */
  readonly count: number | undefined;
  /** For how long, where a scenario is measured in time. */
  readonly seconds: number | undefined;
  /** A run of at most 15 seconds, for continuous integration. */
  readonly short: boolean;
  readonly seed: number;
  readonly program: WorkerProgram;
}

/** What a scenario works with. */
export interface Run extends Settings {
  readonly chance: Chance;
  /** Tells people how far it is. */
  readonly say: (sentence: string) => void;
}

export interface Report {
  readonly scenario: string;
  /** Faults that were injected. */
  readonly injected: number;
  /** Operations whose durability was promised to the caller. */
  readonly acknowledged: number;
  /** Of those, how many are not in the database in the end, or are there with another outcome. */
  readonly lost: number;
  /** Effects that are there twice. */
  readonly doubled: number;
  /** From the fault, or the start after it, to the first answer. */
  readonly longestRecoveryMs: number;
  readonly ok: boolean;
  /** What else was measured. */
  readonly figures?: Readonly<Record<string, number>>;
  /** Why nothing was injected here, where this machine cannot. */
  readonly skipped?: string;
}

export interface Outcome extends Omit<Report, "scenario" | "ok"> {
  /** What is not as promised, one sentence each. */
  readonly problems: readonly string[];
}

export interface Scenario {
  readonly name: string;
  /** The fault, by its number in the list of faults (docs/reference/chaos.md), and what must hold, in one line. */
  readonly fault: string;
  readonly purpose: string;
  run(run: Run): Promise<Outcome>;
}

/** For machines on which a fault cannot be injected. */
export function skipped(reason: string): Outcome {
  return { injected: 0, acknowledged: 0, lost: 0, doubled: 0, longestRecoveryMs: 0, skipped: reason, problems: [] };
}

export function reportOf(scenario: string, { problems, ...outcome }: Outcome): Report {
  const { injected, acknowledged, lost, doubled, longestRecoveryMs } = outcome;
  const ok = problems.length === 0 && lost === 0 && doubled === 0;
  const { figures } = outcome;
  const measured = figures === undefined ? {} : { figures };
  const report = {
    scenario,
    injected,
    acknowledged,
    lost,
    doubled,
    longestRecoveryMs: Math.round(longestRecoveryMs),
    ...measured,
    ok,
  };
  return outcome.skipped === undefined ? report : { ...report, skipped: outcome.skipped };
}
