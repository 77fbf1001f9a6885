// The rules of the house that the linter cannot express, over every file that people wrote.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listSourceFiles } from "../workspace/source-file.js";
import { fileName } from "./file-name.js";
import { firstLine } from "./first-line.js";
import { foreignWord } from "./foreign-word.js";
import type { Finding, HouseRule, SourceText } from "./house-rule.js";
import { rawClock } from "./raw-clock.js";
import { rootScript } from "./root-script.js";
import { sqlPlace } from "./sql-place.js";
import { testDouble } from "./test-double.js";

const rules: readonly HouseRule[] = [fileName, firstLine, rawClock, sqlPlace, testDouble, foreignWord, rootScript];
const endings = [".ts", ".tsx", ".sql", ".md", ".json", ".css", ".html", ".yml", ".yaml"];
const notOurs = new Set(["package-lock.json"]);

export function checkSource(source: SourceText): readonly Finding[] {
  return rules.flatMap((rule) => rule(source));
}

export function checkHouseRules(root: string): readonly Finding[] {
  return listSourceFiles(root, endings)
    .filter((path) => !notOurs.has(path))
    .flatMap((path) => checkSource({ path, text: readFileSync(join(root, path), "utf8") }));
}
