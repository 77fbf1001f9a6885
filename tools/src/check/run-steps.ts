// Runs steps one after the other, says one line about each, and shows at the end what is wrong with those that failed.
import { formatDuration } from "../workspace/duration.js";
import type { CheckStep } from "./check-step.js";

/** The steps with these names, in their own order; all when none is named. Throws when a name is unknown. */
export function chooseSteps(steps: readonly CheckStep[], names: readonly string[]): readonly CheckStep[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0)
    throw new Error(`There is no step ${unknown.join(", ")}. The steps are: ${steps.map(({ name }) => name).join(" ")}.`);
  return names.length === 0 ? steps : steps.filter(({ name }) => names.includes(name));
}

/** Answers whether all is well. A step that throws has failed. */
export async function runSteps(steps: readonly CheckStep[], say: (line: string) => void): Promise<boolean> {
  const failed: { readonly name: string; readonly fault: string }[] = [];
  for (const { name, run } of steps) {
    const started = performance.now();
    const fault = await run().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    const took = formatDuration(performance.now() - started);
    say(`${fault === undefined ? "ok    " : "FAILED"}  ${name.padEnd(8)} ${took}`);
    if (fault !== undefined) failed.push({ name, fault });
  }
  for (const { name, fault } of failed) say(`\n──── ${name}\n${fault}`);
  say(
    failed.length === 0
      ? `\nAll ${steps.length} checks passed.`
      : `\n${failed.length} of ${steps.length} checks failed: ${failed.map(({ name }) => name).join(", ")}.`,
  );
  return failed.length === 0;
}
