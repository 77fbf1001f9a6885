// The map to OWASP ASVS is complete and true: each requirement has a line, each test that it names exists.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../workspace/root.js";
import { asvsFaults, asvsLines, citedTests } from "./asvs-map.js";

const read = (path: string): string | undefined =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8").replaceAll('\\"', '"').replaceAll("\\'", "'") : undefined;
const page = read("docs/reference/asvs.md") ?? "";
const required = (read("tools/asvs-required.txt") ?? "").split("\n").filter((line) => /^\d/.test(line));

describe("the map", () => {
  it("[SC-08] has a line for each requirement, and names tests that exist", () => {
    expect(required).toHaveLength(253);
    expect(asvsFaults(page, required, read)).toEqual([]);
  });

  it("[SC-08] says of most of what is met by which test", () => {
    expect(citedTests(asvsLines(page)).length).toBeGreaterThan(100);
  });

  it("[SC-08] stands beside a threat model that says what is not defended", () => {
    expect(read("docs/explanation/threat-model.md")).toContain("## Not defended");
  });
});

describe("a map that is wrong", () => {
  const row = (id: string, verdict: string, reason: string): string => `| ${id} | 1 | what | ${verdict} | ${reason} |`;
  const files: Readonly<Record<string, string>> = { "a.test.ts": 'it("[X] does it", …)' };
  const faults = (...rows: readonly string[]) => asvsFaults(rows.join("\n"), ["1.1.1"], (path) => files[path]);

  it.each([
    ["a requirement that is left out", faults(row("1.1.2", "met", "docs")), "1.1.1 has no line."],
    ["one that is there twice", faults(row("1.1.1", "met", "x"), row("1.1.1", "met", "x")), "1.1.1 has two lines."],
    ["a verdict that is none", faults(row("1.1.1", "perhaps", "x")), "1.1.1 is “perhaps”, which is no verdict."],
    ["no reason", faults(row("1.1.1", "not met", "")), "1.1.1 names no test and no reason."],
    ["a file that is gone", faults(row("1.1.1", "met", "`b.test.ts`")), "1.1.1 names b.test.ts, which does not exist."],
    [
      "a test that is gone",
      faults(row("1.1.1", "met", "`a.test.ts` “does more”")),
      "1.1.1 names a test “does more”, which is not in a.test.ts.",
    ],
  ])("[SC-08] is told by %s", (_what, found, sentence) => expect(found).toContain(sentence));

  it("[SC-08] and one that is right by nothing", () => {
    expect(faults(row("1.1.1", "met", "`a.test.ts` “does it”"))).toEqual([]);
  });
});
