// `npm run spec [-- --json]`: which rules of SPEC.md have tests, and which tests cite rules that do not exist.
import { printCoverage } from "./spec/print-coverage.js";
import { readCoverage } from "./spec/read-coverage.js";
import { root } from "./workspace/root.js";

const coverage = readCoverage(root);

if (process.argv.includes("--json")) for (const rule of coverage.rules) console.log(JSON.stringify(rule));
else console.log(printCoverage(coverage));

if (coverage.unknown.length > 0 || coverage.missing.length > 0) {
  if (process.argv.includes("--json")) {
    for (const { id, file, title } of coverage.unknown) console.error(`${file}: "${title}" cites ${id}, which SPEC.md does not have.`);
    if (coverage.missing.length > 0) console.error(`Required, but without a test: ${coverage.missing.join(" ")}`);
  }
  process.exitCode = 1;
}
