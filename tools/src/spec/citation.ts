// Pages say which test shows what they promise: a test that is renamed, moved or deleted must not leave such a sentence behind.
import { idPattern } from "./rule.js";
import type { TestTitle } from "./test-title.js";

export interface CitedPage {
  readonly page: string;
  readonly text: string;
}

export interface CitationInput {
  readonly pages: readonly CitedPage[];
  readonly titles: readonly (TestTitle & { readonly file: string })[];
  /** Names that `npm run chaos` takes. */
  readonly scenarios: readonly string[];
}

/** `a.test.ts` with what follows it: `[SY-02], [SY-03]`, or "the title". */
const testCitation = new RegExp(
  String.raw`\`([\w./-]+\.test\.tsx?)\`((?:[,\s]*\[${idPattern}(?:,\s*${idPattern})*\])*)(?:,?\s+"([^"]+)")?`,
  "g",
);
const chaosCitation = /`npm run chaos -- ([a-z][a-z-]*)/g;
const everyId = new RegExp(idPattern, "g");

/** What the pages say and the repository does not have, one sentence each. */
export function citationFaults({ pages, titles, scenarios }: CitationInput): readonly string[] {
  return pages.flatMap(({ page, text }) => [
    ...[...text.matchAll(testCitation)].flatMap(([, file = "", ids = "", title]) =>
      testFaults(titles, file, ids.match(everyId) ?? [], title).map((fault) => `${page}: ${fault}`),
    ),
    ...[...text.matchAll(chaosCitation)].flatMap(([, name = ""]) =>
      scenarios.includes(name) || name === "all" ? [] : [`${page}: there is no scenario ${name}.`],
    ),
  ]);
}

function testFaults(
  titles: CitationInput["titles"],
  cited: string,
  ids: readonly string[],
  title: string | undefined,
): readonly string[] {
  const inside = titles.filter(({ file }) => file === cited || file.endsWith(`/${cited}`));
  if (inside.length === 0) return [`there is no test file ${cited}.`];
  const absent = ids.filter((id) => !inside.some((test) => test.ids.includes(id)));
  const faults = absent.map((id) => `${cited} has no test of ${id}.`);
  if (title !== undefined && !inside.some((test) => test.title.includes(title))) faults.push(`${cited} has no test "${title}".`);
  return faults;
}
