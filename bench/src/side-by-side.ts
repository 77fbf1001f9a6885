// Measures ours and the peers in turn, round after round, so that whatever else the machine does touches all of them.
import type { Bench, Sample } from "./claim.js";

export type Measure = () => Promise<number> | number;

/** One round of each to warm up, then the rounds that count. */
export async function sideBySide<Name extends string>(
  { rounds }: Pick<Bench, "rounds">,
  measures: Readonly<Record<Name, Measure>>,
): Promise<Readonly<Record<Name, Sample>>> {
  const names = Object.keys(measures) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) await measures[name]();
  for (let round = 0; round < rounds; round += 1) for (const name of names) samples[name].push(await measures[name]());
  return samples;
}

/** Microseconds of one call, over so many calls one after another. */
export async function microsecondsEach(calls: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let index = 0; index < calls; index += 1) await work(index);
  return ((performance.now() - began) * 1000) / calls;
}

/** The same for work that answers at once: waiting for it would cost more than itself. */
export function microsecondsEachNow(calls: number, work: (index: number) => unknown): number {
  let kept: unknown;
  const began = performance.now();
  for (let index = 0; index < calls; index += 1) kept = work(index);
  const passed = performance.now() - began;
  if (kept === began) throw new Error("Unreachable: keeps the work from being optimised away.");
  return (passed * 1000) / calls;
}
