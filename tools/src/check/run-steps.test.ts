// The check runs everything, however much fails, and says at the end what did.
import { expect, it } from "vitest";
import type { CheckStep } from "./check-step.js";
import { chooseSteps, runSteps } from "./run-steps.js";

const step = (name: string, fault?: string): CheckStep => ({ name, purpose: name, run: async () => fault });
const broken: CheckStep = {
  name: "broken",
  purpose: "throws",
  run: async () => {
    throw new Error("no such file");
  },
};

async function run(...steps: readonly CheckStep[]) {
  const lines: string[] = [];
  const ok = await runSteps(steps, (line) => lines.push(line));
  return { ok, text: lines.join("\n") };
}

it("is content when every step is", async () => {
  const { ok, text } = await run(step("one"), step("two"));
  expect(ok).toBe(true);
  expect(text).toContain("All 2 checks passed.");
});

it("goes on after a failure and shows it whole at the end", async () => {
  const { ok, text } = await run(step("one", "a fault\nin two lines"), step("two"));
  expect(ok).toBe(false);
  expect(text.indexOf("ok      two")).toBeLessThan(text.indexOf("a fault\nin two lines"));
  expect(text).toContain("1 of 2 checks failed: one.");
});

it("takes a step that throws for a failed one", async () => {
  const { ok, text } = await run(broken, step("two"));
  expect(ok).toBe(false);
  expect(text).toContain("no such file");
});

it("runs the named steps in their own order, and refuses unknown names", () => {
  const steps = [step("one"), step("two"), step("three")];
  expect(chooseSteps(steps, ["three", "one"]).map(({ name }) => name)).toEqual(["one", "three"]);
  expect(chooseSteps(steps, [])).toEqual(steps);
  expect(() => chooseSteps(steps, ["four"])).toThrow("The steps are: one two three.");
});
