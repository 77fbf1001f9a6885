// Reads the map to OWASP ASVS and says what is wrong with it: requirements without a line, and tests that do not exist.
export interface AsvsLine {
  readonly id: string;
  readonly verdict: string;
  readonly reason: string;
}

export interface CitedTest {
  readonly id: string;
  readonly path: string;
  /** Part of the test's title; undefined when the whole file is meant. */
  readonly title: string | undefined;
}

const verdicts: ReadonlySet<string> = new Set(["met", "operator", "does not apply", "not met"]);

export function asvsLines(page: string): readonly AsvsLine[] {
  return page.split("\n").flatMap((line) => {
    const [id = "", , , verdict = "", ...reason] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return /^\d+\.\d+\.\d+$/.test(id) ? [{ id, verdict, reason: reason.join("|") }] : [];
  });
}

export function citedTests(lines: readonly AsvsLine[]): readonly CitedTest[] {
  return lines.flatMap(({ id, reason }) =>
    [...reason.matchAll(/`([\w/.-]+\.test\.tsx?)`(?: “([^”]+)”)?/g)].map(([, path = "", title]) => ({ id, path, title })),
  );
}

/** One sentence per fault. `read` answers the text of a file, undefined when there is none. */
export function asvsFaults(
  page: string,
  required: readonly string[],
  read: (path: string) => string | undefined,
): readonly string[] {
  const lines = asvsLines(page);
  const told = new Set(lines.map(({ id }) => id));
  const missing = required.filter((id) => !told.has(id)).map((id) => `${id} has no line.`);
  const twice = lines.filter(({ id }, place) => lines.findIndex((other) => other.id === id) !== place);
  const strange = lines.filter(({ verdict }) => !verdicts.has(verdict));
  const bare = lines.filter(({ reason }) => reason === "");
  const untrue = citedTests(lines).flatMap(({ id, path, title }) => {
    const text = read(path);
    if (text === undefined) return [`${id} names ${path}, which does not exist.`];
    return title === undefined || text.includes(title) ? [] : [`${id} names a test “${title}”, which is not in ${path}.`];
  });
  return [
    ...missing,
    ...twice.map(({ id }) => `${id} has two lines.`),
    ...strange.map(({ id, verdict }) => `${id} is “${verdict}”, which is no verdict.`),
    ...bare.map(({ id }) => `${id} names no test and no reason.`),
    ...untrue,
  ];
}
