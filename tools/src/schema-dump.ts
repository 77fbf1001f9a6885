// Compares packages/holdfast/migrations/schema.sql with what the migrations make of an empty database (OP-04); `--update` writes it.
import { join } from "node:path";
import { compilePackages } from "./build/compile-packages.js";
import { compareCommitted, writeCommitted } from "./workspace/compare-committed.js";
import { root } from "./workspace/root.js";

const name = "packages/holdfast/migrations/schema.sql";
const path = join(root, name);

// The library is used as it is compiled, so it is compiled first.
await compilePackages();
const { dumpSchema } = await import("./schema/dump-schema.js");
const fresh = await dumpSchema();

if (process.argv.includes("--update")) writeCommitted(path, fresh);
else {
  const fault = compareCommitted({ path, name, remedy: "npx tsx tools/src/schema-dump.ts --update" }, fresh);
  if (fault !== undefined) console.error(fault);
  process.exitCode = fault === undefined ? 0 : 1;
}
