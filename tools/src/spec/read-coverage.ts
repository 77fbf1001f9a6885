// Gathers what the comparison needs from the repository: the specification, the required ids and every test file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listSourceFiles } from "../workspace/source-file.js";
import { compareCoverage, type Coverage } from "./coverage.js";
import { readRules, repeatedIds } from "./rule.js";
import { readTestTitles } from "./test-title.js";

/** Ids of a list with `#` comments, separated by white space. */
export function readRequired(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => line.replace(/#.*$/, "").match(/[A-Z]{2}-\d{2}/g) ?? []);
}

export function readCoverage(root: string): Coverage {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const rules = readRules(read("SPEC.md"));
  const repeated = repeatedIds(rules);
  if (repeated.length > 0) throw new Error(`SPEC.md gives ${repeated.join(", ")} twice. Every rule has an id of its own.`);
  const titles = listSourceFiles(root, [".test.ts", ".test.tsx"]).flatMap((file) =>
    readTestTitles(file, read(file)).map((title) => ({ ...title, file })),
  );
  return compareCoverage({ rules, titles, required: readRequired(read("tools/spec-required.txt")) });
}
