// `npm run spec [-- --json]`: which rules of SPEC.md have tests, and which tests cite rules that do not exist.
import { coverageFault } from "./spec/coverage-fault.js";
import { printCoverage } from "./spec/print-coverage.js";
import { readCoverage } from "./spec/read-coverage.js";
import { root } from "./workspace/root.js";

const coverage = readCoverage(root);
const fault = coverageFault(coverage);

if (process.argv.includes("--json")) {
  for (const rule of coverage.rules) console.log(JSON.stringify(rule));
  if (fault !== undefined) console.error(fault);
} else console.log(printCoverage(coverage));

process.exitCode = fault === undefined ? 0 : 1;
