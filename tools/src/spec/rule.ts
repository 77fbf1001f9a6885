// Reads the numbered rules of SPEC.md, and the numbered lessons of docs/explanation/lessons.md, which are written alike.

export interface Rule {
  /** `SY-02`; `L-05` for a lesson. */
  readonly id: string;
  /** The rule in one line. */
  readonly title: string;
  /** Wanted later: listed apart, never missing. */
  readonly planned: boolean;
}

/** Two letters for a rule, one for a lesson. */
export const idPattern = String.raw`(?:[A-Z]{2}|L)-\d{2}`;
const ruleLine = new RegExp(String.raw`^\s*[-*]\s+(?:\*\*)?(${idPattern})(?:\*\*)?\s+(.*)$`);
const plannedMark = /†|\(planned\)/;
const continuation = /^\s+\S/;
/** A list under a rule says what belongs to it, such as its tests. */
const nested = /^\s+[-*]\s/;

function toRule(id: string, text: string): Rule {
  const title = text
    .replaceAll(/\s*(†|\(planned\))\s*/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { id, title, planned: plannedMark.test(text) };
}

/** Rules in the order of the page. A rule is a list item that begins with its id; indented lines after it belong to it. */
export function readRules(page: string): readonly Rule[] {
  const found: { id: string; text: string }[] = [];
  let open = false;
  for (const line of page.split("\n")) {
    const match = ruleLine.exec(line);
    const last = found.at(-1);
    if (match?.[1] !== undefined) found.push({ id: match[1], text: match[2] ?? "" });
    else if (open && last !== undefined && continuation.test(line) && !nested.test(line)) last.text += ` ${line.trim()}`;
    open = match !== null || (open && continuation.test(line));
  }
  return found.map(({ id, text }) => toRule(id, text));
}

/** Ids that the page gives twice. */
export function repeatedIds(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id).filter((id, place, all) => all.indexOf(id) !== place);
}
