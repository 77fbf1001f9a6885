// `npm run check [-- STEP…]`: everything that must hold before a change is taken, except the tests themselves.
import { chooseSteps, runSteps } from "./check/run-steps.js";
import { checkSteps } from "./check/steps.js";

const names = process.argv.slice(2);

if (names.includes("--help")) {
  console.log(checkSteps.map(({ name, purpose }) => `${name.padEnd(8)} ${purpose}`).join("\n"));
} else {
  try {
    process.exitCode = (await runSteps(chooseSteps(checkSteps, names), (line) => console.log(line))) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
