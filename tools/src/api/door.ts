// Finds the doors of a package: the entries of its `exports` and the declarations behind each.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Door {
  /** What an importer writes: `holdfast/embedded`. */
  readonly specifier: string;
  /** Absolute path of the declarations. */
  readonly types: string;
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>;
}

export function findDoors(folder: string): readonly Door[] {
  const { name, exports = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  return Object.entries(exports).flatMap(([entry, target]) => {
    const types = typeof target === "string" ? undefined : target.types;
    return types === undefined ? [] : [{ specifier: join(name, entry), types: join(folder, types) }];
  });
}
