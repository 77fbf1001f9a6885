// Makes the sample catalogue: the Acts that are facts, and invented law around them in the shape of a real collection.
import { families, type Family, unknownFamily } from "./families.js";
import { knownOlderActs, knownPublicGeneralActs } from "./known-acts.js";
import { recordId } from "./record-id.js";
import { reference } from "./reference.js";
import { type Draft, type SampleRecord } from "./sample-record.js";
import { SeededRandom } from "./seeded-random.js";
import { drawStatus } from "./status.js";
import { drawTitle, hasActTitles } from "./titles/draw-title.js";
import { legislationTypes, type LegislationType } from "./legislation-type.js";

/** How many records `sampleRecords()` gives. */
export const sampleSize = 19_089;

const seed = 1267;
const known: readonly Draft[] = [...knownPublicGeneralActs, ...knownOlderActs];

/** A family for each record that is still to be invented. */
const openPlaces = (): Family[] => {
  const taken = new Map<string, number>();
  for (const { family } of known) taken.set(family ?? unknownFamily.name, (taken.get(family ?? unknownFamily.name) ?? 0) + 1);
  return [...families, unknownFamily].flatMap((family) =>
    Array.from({ length: family.count - (taken.get(family.name) ?? 0) }, () => family),
  );
};

const accepts = (type: LegislationType, family: Family): boolean => {
  if (type.name === "UK Statutory Instrument") return true;
  if (type.form !== "instrument" && type.form !== "act" && type.form !== "measure") return family === unknownFamily;
  if (type.form !== "instrument" && !hasActTitles(family.name)) return false;
  if (family.since > type.to - 3 || family.until < type.from) return false;
  const isOfNi = type.nation === "Northern Ireland" && family.reach !== "uk";
  return family.reach === "all" || isOfNi || type.series === "sro";
};

/** Takes a family out of the bag by chance, one that the type accepts. */
const takeFamily = (bag: Family[], type: LegislationType, random: SeededRandom): Family => {
  for (;;) {
    const index = random.below(bag.length);
    const family = bag[index] ?? unknownFamily;
    if (!accepts(type, family)) continue;
    bag[index] = bag.at(-1) ?? family;
    bag.pop();
    return family;
  }
};

/** Statutory instruments crowd the recent decades; Acts come evenly. */
const drawYear = (type: LegislationType, family: Family, random: SeededRandom): number => {
  const free = type.form === "instrument" || type.form === "act" || type.form === "measure";
  const from = free ? Math.max(type.from, family.since) : type.from;
  const to = free ? Math.min(type.to, family.until) : type.to;
  const age = type.form === "instrument" ? random.next() * random.next() : random.next();
  return to - Math.floor(age * (to - from + 1));
};

class Inventor {
  readonly #random = new SeededRandom(seed);
  readonly #titles = new Set<string>(known.map(({ title }) => title));
  readonly #numbers = new Set<string>();

  invent(type: LegislationType, bag: Family[]): Draft {
    const family = takeFamily(bag, type, this.#random);
    const { year, number } = this.#place(type, family);
    const name = family === unknownFamily ? null : family.name;
    const title = this.#title(type, family, year);
    const status = drawStatus(this.#random, name, year);
    return { title, reference: reference(type, year, number), family: name, type: type.name, year, status, number };
  }

  /** A year and a number in it that nobody has. */
  #place(type: LegislationType, family: Family): { readonly year: number; readonly number: number } {
    for (;;) {
      const year = drawYear(type, family, this.#random);
      const number = 1 + this.#random.below(type.highest);
      const key = `${type.series} ${year} ${number}`;
      if (this.#numbers.has(key)) continue;
      this.#numbers.add(key);
      return { year, number };
    }
  }

  /** A title that nobody has; after some attempts it gets a number, as second laws of a year do. */
  #title(type: LegislationType, family: Family, year: number): string {
    let title = "";
    for (let attempt = 0; attempt < 6; attempt += 1) {
      title = drawTitle(type, family.name, year, this.#random);
      if (this.#keep(title)) return title;
    }
    for (let count = 2; ; count += 1) {
      const numbered = withNumber(title, count);
      if (this.#keep(numbered)) return numbered;
    }
  }

  #keep(title: string): boolean {
    if (this.#titles.has(title)) return false;
    this.#titles.add(title);
    return true;
  }
}

/** "… (No. 2) Order 2007": the number stands before the kind of law. */
const withNumber = (title: string, count: number): string =>
  title.replace(
    / (Regulations|Order|Act|Measure|Direction|Instrument|Scheme)( \(Northern Ireland\))? (\d{4})$/,
    ` (No. ${count}) $1$2 $3`,
  );

const rankOfType = new Map(legislationTypes.map(({ name }, index) => [name, index]));
const byYearTypeNumber = (a: Draft, b: Draft): number =>
  a.year - b.year || (rankOfType.get(a.type) ?? 0) - (rankOfType.get(b.type) ?? 0) || a.number - b.number;

const withId = ({ title, reference: cited, family, type, year, status }: Draft): SampleRecord => ({
  id: recordId(cited),
  title,
  reference: cited,
  family,
  type,
  year,
  status,
});

/**
 * 19,089 records of United Kingdom legislation, oldest first, the same on every machine: 53 families, 23 types, the years
 * 1267 to 2025. The public general Acts and the Acts before 1801 are facts; the other records are invented.
 */
export function* sampleRecords(): Iterable<SampleRecord> {
  const bag = openPlaces();
  const inventor = new Inventor();
  const invented = legislationTypes
    .filter(({ form }) => form !== "fact")
    .flatMap((type) => Array.from({ length: type.count }, () => inventor.invent(type, bag)));
  for (const draft of [...known, ...invented].sort(byYearTypeNumber)) yield withId(draft);
}
