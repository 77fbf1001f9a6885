// `npm run spec [-- --json]`: which rules of SPEC.md and which lessons have tests, and which tests cite what does not exist.
import { coverageFault } from "./spec/coverage-fault.js";
import { printCoverage } from "./spec/print-coverage.js";
import { readCoverage } from "./spec/read-coverage.js";
import { root } from "./workspace/root.js";

const coverage = readCoverage(root);
const fault = coverageFault(coverage);

if (process.argv.includes("--json")) {
  for (const rule of coverage.rules) console.log(JSON.stringify({ kind: "rule", ...rule }));
  for (const lesson of coverage.lessons) console.log(JSON.stringify({ kind: "lesson", ...lesson }));
  if (fault !== undefined) console.error(fault);
} else console.log(printCoverage(coverage));

process.exitCode = fault === undefined ? 0 : 1;
