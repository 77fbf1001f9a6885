// Compares the committed text of every public surface with what the build declares; `--update` writes it.
import { join } from "node:path";
import { findDoors } from "./api/door.js";
import { snapshotDoor } from "./api/snapshot.js";
import { compareCommitted, writeCommitted } from "./workspace/compare-committed.js";
import { root } from "./workspace/root.js";

const published = ["packages/contract", "packages/holdfast", "packages/client"];
const remedy = "npm run build && npx tsx tools/src/api-snapshot.ts --update";

for (const door of published.flatMap((folder) => findDoors(join(root, folder)))) {
  const name = `docs/reference/api/${door.specifier.replace("@", "").replaceAll("/", "-")}.txt`;
  const path = join(root, name);
  const fresh = snapshotDoor(door);
  if (process.argv.includes("--update")) writeCommitted(path, fresh);
  else {
    const fault = compareCommitted({ path, name, remedy }, fresh);
    if (fault === undefined) continue;
    console.error(fault);
    process.exitCode = 1;
  }
}
