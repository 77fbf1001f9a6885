// Everything that `npm run check` looks at, in order: what others rest on comes first.
import { bundleConsole } from "../build/bundle-console.js";
import { clientSize } from "../build/client-size.js";
import { compilePackages } from "../build/compile-packages.js";
import { checkHouseRules } from "../lint/house-rules.js";
import { coverageFault } from "../spec/coverage-fault.js";
import { readCoverage } from "../spec/read-coverage.js";
import { publishedPackages } from "../workspace/published-packages.js";
import { root } from "../workspace/root.js";
import { faultOfAll, faultOfCommand, type CheckStep } from "./check-step.js";

async function faultOfTypes(): Promise<string | undefined> {
  const { ok, errors } = await compilePackages();
  return ok ? undefined : errors;
}

async function faultOfHouseRules(): Promise<string | undefined> {
  const lines = checkHouseRules(root).map(({ path, line, message }) => `${path}:${line}: ${message}`);
  return lines.length === 0 ? undefined : lines.join("\n");
}

async function faultOfBundle(): Promise<string | undefined> {
  const result = await bundleConsole();
  return result.state === "failed" ? result.output : (await clientSize(root)).fault;
}

async function faultOfCoverage(): Promise<string | undefined> {
  return coverageFault(readCoverage(root));
}

export const checkSteps: readonly CheckStep[] = [
  { name: "types", purpose: "every package and its tests compile", run: faultOfTypes },
  {
    name: "lint",
    purpose: "the linter and the rules of the house find nothing",
    run: () => faultOfAll([faultOfCommand("oxlint", "--type-aware", "--deny-warnings", "--format", "unix"), faultOfHouseRules()]),
  },
  { name: "format", purpose: "every file is formatted", run: () => faultOfCommand("oxfmt", "--list-different") },
  {
    name: "unused",
    purpose: "no file, export or dependency is unused or undeclared",
    run: () => faultOfCommand("knip", "--no-progress"),
  },
  { name: "spec", purpose: "tests cite rules that exist, and the required rules have tests", run: faultOfCoverage },
  {
    name: "schema",
    purpose: "the migrations make the committed schema",
    run: () => faultOfCommand("tsx", "tools/src/schema-dump.ts"),
  },
  {
    name: "api",
    purpose: "the public surface is the committed one",
    run: () => faultOfCommand("tsx", "tools/src/api-snapshot.ts"),
  },
  {
    name: "docs",
    purpose: "the generated reference is up to date",
    run: () => faultOfCommand("tsx", "tools/src/docs.ts", "--check"),
  },
  { name: "build", purpose: "the console can be bundled, and the client is small", run: faultOfBundle },
  {
    name: "package",
    purpose: "the packages can be published and imported",
    run: () => faultOfAll(publishedPackages.map((folder) => faultOfCommand("publint", "run", folder, "--strict"))),
  },
];
