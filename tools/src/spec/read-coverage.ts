// Gathers what the comparison needs from the repository: the specification, the lessons, the required ids and every test file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listSourceFiles } from "../workspace/source-file.js";
import { citationFaults } from "./citation.js";
import { compareCoverage, type Coverage } from "./coverage.js";
import { idPattern, readRules, repeatedIds } from "./rule.js";
import { readTestTitles } from "./test-title.js";

/** Ids of a list with `#` comments, separated by white space. */
export function readRequired(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => line.replace(/#.*$/, "").match(new RegExp(idPattern, "g")) ?? []);
}

const lessonsPage = "docs/explanation/lessons.md";
/** Pages that say which test shows what they promise. */
const citingPages = [
  "ARCHITECTURE.md",
  "docs/explanation/consistency.md",
  lessonsPage,
  "docs/reference/chaos.md",
  "packages/holdfast/src/engine/ARCHITECTURE.md",
  "packages/holdfast/src/engine/journal/README.md",
];
const scenarioFolder = "chaos/src/scenario";

function readScenarios(root: string, read: (path: string) => string): readonly string[] {
  const files = readdirSync(join(root, scenarioFolder)).filter((name) => name.endsWith(".ts"));
  return files.flatMap((name) => /^ {2}name: "([a-z-]+)",$/m.exec(read(`${scenarioFolder}/${name}`))?.[1] ?? []);
}

export function readCoverage(root: string): Coverage {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const [rules, lessons] = [readRules(read("SPEC.md")), readRules(read(lessonsPage))];
  const repeated = repeatedIds([...rules, ...lessons]);
  if (repeated.length > 0)
    throw new Error(
      `SPEC.md and ${lessonsPage} give ${repeated.join(", ")} twice. Every rule and every lesson has an id of its own.`,
    );
  const titles = listSourceFiles(root, [".test.ts", ".test.tsx"]).flatMap((file) =>
    readTestTitles(file, read(file)).map((title) => ({ ...title, file })),
  );
  const coverage = compareCoverage({ rules, lessons, titles, required: readRequired(read("tools/spec-required.txt")) });
  const pages = citingPages.map((page) => ({ page, text: read(page) }));
  return { ...coverage, misquoted: citationFaults({ pages, titles, scenarios: readScenarios(root, read) }) };
}
