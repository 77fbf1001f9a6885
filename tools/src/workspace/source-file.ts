// Lists and reads the files that people wrote: nothing that was built, installed or left behind by a run.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

const leftOut = new Set(["node_modules", "dist", "coverage", "fixtures", "screenshots"]);

/** Paths below `top`, relative to it and sorted, whose name ends in one of `endings`. Folders whose name begins with a dot are left out. */
export function listSourceFiles(top: string, endings: readonly string[]): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !leftOut.has(entry.name) && !entry.name.startsWith(".")) visit(path);
      else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))) found.push(relative(top, path));
    }
  };
  visit(top);
  return found.toSorted();
}
