// Words a title for an invented law, so that it fits its type, family and year.
import { families } from "../families.js";
import { knownPublicGeneralActs } from "../known-acts.js";
import { type SeededRandom } from "../seeded-random.js";
import { type LegislationType } from "../legislation-type.js";
import { drawSpecialTitle } from "./draw-special-title.js";
import { fillPlaces } from "./places.js";
import { type Subject, subjectsByFamily } from "./subjects.js";

const modifiers = [
  ...["", "", "", "", "", "", "", "", " (Amendment)", " (Amendment)", " (Amendment)", " (Amendment)", " (Amendment)"],
  ...[" (Amendment etc.)", " (Miscellaneous Amendments)", " (Consequential Amendments)", " (Revocation)"],
  ...[" (Transitional Provisions)", " (Consequential Provisions)", " (Miscellaneous Provisions)"],
] as unknown as readonly [string, ...string[]];

const devolved = new Set(families.filter(({ reach }) => reach === "all").map(({ name }) => name));
const isUk = (type: LegislationType): boolean => type.name.startsWith("UK");
const suits = (type: LegislationType, year: number) => (subject: Subject) =>
  subject.since <= year && (isUk(type) || !subject.reserved);
const selectKinds = (kinds: string): ReadonlyMap<string, readonly Subject[]> =>
  new Map([...subjectsByFamily].map(([family, subjects]) => [family, subjects.filter(({ kind }) => kinds.includes(kind))]));
const instrumentSubjects = selectKinds("ROP");
const actSubjects = selectKinds("A");

const drawSubject = (type: LegislationType, all: readonly Subject[] = [], year: number, random: SeededRandom): Subject => {
  const [first = { kind: "R", words: "Miscellaneous Provisions", since: 0, reserved: false }, ...rest] = all.filter(
    suits(type, year),
  );
  return random.pick([first, ...rest]);
};

const extentOf = (type: LegislationType, family: string, year: number, random: SeededRandom): string => {
  if (type.nation === "Northern Ireland") return "";
  if (type.nation !== "England") return ` (${type.nation})`;
  return year >= 1999 && devolved.has(family) && random.chance(0.28) ? " (England)" : "";
};

const modifierOf = (type: LegislationType, year: number, random: SeededRandom): string => {
  const leaving = type.nation === "Northern Ireland" ? 0.08 : 0.22;
  if (year >= 2018 && year <= 2020 && random.chance(leaving)) return " (Amendment) (EU Exit)";
  return random.pick(modifiers);
};

const commencement = (family: string, year: number, random: SeededRandom): string | null => {
  const name = family === "(none)" ? null : family;
  const acts = knownPublicGeneralActs.filter((act) => act.family === name && act.year <= year && act.year >= year - 6);
  const [first, ...rest] = acts;
  if (first === undefined || year < 1968) return null;
  const instrument = year >= 2011 ? "Regulations" : "Order";
  const act = random.pick([first, ...rest]);
  const number = 1 + random.below(2 + 2 * (year - act.year));
  return `The ${act.title} (Commencement No. ${number}) ${instrument} ${year}`;
};

const instrumentTitle = (type: LegislationType, family: string, year: number, random: SeededRandom): string => {
  const opening = type.name === "UK Statutory Instrument" && random.chance(0.07) ? commencement(family, year, random) : null;
  if (opening !== null) return opening;
  const subject = drawSubject(type, instrumentSubjects.get(family), year, random);
  const tail = type.nation === "Northern Ireland" ? ` (Northern Ireland) ${year}` : ` ${year}`;
  const words = fillPlaces(subject.words, type.nation, random);
  if (subject.kind === "P") return `The ${words}${tail}`;
  const instrument = subject.kind === "O" ? "Order" : "Regulations";
  const modifier = modifierOf(type, year, random);
  const changes = words.endsWith("(Amendment)") || words.endsWith("Provisions)") ? "" : modifier;
  return `The ${words}${changes}${extentOf(type, family, year, random)} ${instrument}${tail}`;
};

const actTitle = (type: LegislationType, family: string, year: number, random: SeededRandom): string => {
  const { words } = drawSubject(type, actSubjects.get(family), year, random);
  const amended = random.chance(0.25) ? `${words} (Amendment)` : words;
  if (type.name === "NI Order in Council") return `The ${amended} (Northern Ireland) Order ${year}`;
  if (type.nation === "Northern Ireland") return `${amended} Act (Northern Ireland) ${year}`;
  return `${amended} (${type.nation}) ${type.form === "measure" ? "Measure" : "Act"} ${year}`;
};

/** Whether there are words for an Act of this family. */
export const hasActTitles = (family: string): boolean => (actSubjects.get(family)?.length ?? 0) > 0;

export const drawTitle = (type: LegislationType, family: string, year: number, random: SeededRandom): string => {
  if (type.form === "instrument") return instrumentTitle(type, family, year, random);
  if (type.form === "act" || type.form === "measure") return actTitle(type, family, year, random);
  return drawSpecialTitle(type, year, random);
};
