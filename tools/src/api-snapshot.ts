// Compares the committed text of every public surface with what the build declares; `--update` writes it.
import { apiFaults, updateApi } from "./api/api-fault.js";
import { compilePackages } from "./build/compile-packages.js";
import { publishedPackages } from "./workspace/published-packages.js";
import { root } from "./workspace/root.js";

try {
  await compilePackages();
  if (process.argv.includes("--update")) updateApi(root, publishedPackages);
  else {
    const faults = apiFaults(root, publishedPackages);
    if (faults.length > 0) console.error(faults.join("\n\n"));
    process.exitCode = faults.length === 0 ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
