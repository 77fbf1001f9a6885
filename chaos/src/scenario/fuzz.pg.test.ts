// The short form of fuzzing, as continuous integration runs it.
import { expect, it } from "vitest";
import { createChance } from "../load/chance.js";
import { fuzz } from "./fuzz.js";

it(
  "[SC-03] nonsense made out of the API document meets no fault of the server and only described answers",
  { timeout: 300_000 },
  async () => {
    const seed = 20_261_125;
    const settings = { count: undefined, seconds: undefined, short: true, seed, program: "built" } as const;
    const outcome = await fuzz.run({ ...settings, chance: createChance(seed), say: () => undefined });
    expect(outcome.problems).toEqual([]);
    expect(outcome.injected).toBe(1500);
    expect(Object.keys(outcome.figures ?? {})).toEqual(expect.arrayContaining(["200", "400", "401", "403", "404", "405"]));
  },
);
