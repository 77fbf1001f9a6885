// Reads the numbered rules of SPEC.md.

export interface Rule {
  /** `SY-02` */
  readonly id: string;
  /** The rule in one line. */
  readonly title: string;
  /** Wanted later: listed apart, never missing. */
  readonly planned: boolean;
}

const ruleLine = /^\s*[-*]\s+(?:\*\*)?([A-Z]{2}-\d{2})(?:\*\*)?\s+(.*)$/;
const plannedMark = /†|\(planned\)/;
const continuation = /^\s+\S/;

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
    else if (open && last !== undefined && continuation.test(line)) last.text += ` ${line.trim()}`;
    open = match !== null || (open && continuation.test(line));
  }
  return found.map(({ id, text }) => toRule(id, text));
}

/** Ids that the page gives twice. */
export function repeatedIds(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id).filter((id, place, all) => all.indexOf(id) !== place);
}
