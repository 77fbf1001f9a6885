// `npm run docs [-- --check]`: writes the generated pages of docs/reference, or says which are out of date.
import { join } from "node:path";
import { compilePackages } from "./build/compile-packages.js";
import { cliPage } from "./docs/cli-page.js";
import { configurationPage } from "./docs/configuration-page.js";
import { errorPage } from "./docs/error-page.js";
import type { ReferencePage } from "./docs/reference-page.js";
import { compareCommitted, writeCommitted } from "./workspace/compare-committed.js";
import { root } from "./workspace/root.js";

const pages: readonly ReferencePage[] = [configurationPage, cliPage, errorPage];
const onlyCheck = process.argv.includes("--check");

// The pages are made from what the packages export.
await compilePackages();

for (const { name, render } of pages) {
  const path = join(root, name);
  const fresh = await render();
  if (!onlyCheck) {
    writeCommitted(path, fresh);
    console.log(`docs: wrote ${name}`);
    continue;
  }
  const fault = compareCommitted({ path, name, remedy: "npm run docs" }, fresh);
  if (fault === undefined) continue;
  console.error(fault);
  process.exitCode = 1;
}
