// The root has ten commands at most, the ones that CONTRIBUTING.md explains: a new one replaces an old one.
import type { HouseRule } from "./house-rule.js";

const known = new Set(["start", "dev", "build", "test", "check", "bench", "chaos", "spec", "docs", "format"]);

export const rootScript: HouseRule = ({ path, text }) => {
  if (path !== "package.json") return [];
  const { scripts = {} } = JSON.parse(text) as { readonly scripts?: Readonly<Record<string, string>> };
  return Object.keys(scripts)
    .filter((name) => !known.has(name))
    .map((name) => ({ path, line: 1, message: `The script "${name}" is not one of the ten: ${[...known].join(", ")}.` }));
};
