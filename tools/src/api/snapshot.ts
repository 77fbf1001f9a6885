// The public surface of a package as text: every declaration that an importer can reach through a door.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync } from "oxc-parser";
import type { Door } from "./door.js";

/** Relative modules that a declaration file names, `import("./x.js")` types included. */
function namedModules(file: string, text: string): readonly string[] {
  const { module } = parseSync(file, text);
  const requests = [
    ...module.staticImports.map((item) => item.moduleRequest.value),
    ...module.staticExports.flatMap((item) => item.entries.map((entry) => entry.moduleRequest?.value)),
    ...[...text.matchAll(/\bimport\("([^"]+)"\)/g)].map((match) => match[1]),
  ];
  return requests
    .filter((request): request is string => request !== undefined && request.startsWith("."))
    .map((request) => join(dirname(file), request.replace(/\.js$/, ".d.ts")));
}

/** The door's own declarations first, then those that it leads to, by path. */
function reachableFiles(start: string): readonly string[] {
  const seen = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    open.push(...namedModules(file, readFileSync(file, "utf8")));
  }
  return [start, ...[...seen].filter((file) => file !== start).toSorted()];
}

function tidy(text: string): string {
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, "").trim();
}

/** The whole surface behind one door. Throws when the package is not built. */
export function snapshotDoor({ specifier, types }: Door): string {
  if (!existsSync(types)) throw new Error(`${specifier} has no declarations at ${types}. Build it first: npm run build`);
  const sections = reachableFiles(types).map((file) => {
    const name = relative(dirname(types), file).replace(/\.d\.ts$/, "");
    return `// ---- ${name}\n${tidy(readFileSync(file, "utf8"))}`;
  });
  return `${[`// What can be imported from "${specifier}". Written by a tool, for review: a change of the surface shows here.`, ...sections].join("\n\n")}\n`;
}
