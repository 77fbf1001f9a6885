// Reads the word lists: what the laws of each family are about.
import { environmentTitles } from "./environment-titles.js";
import { generalTitles } from "./general-titles.js";
import { livingTitles } from "./living-titles.js";
import { publicTitles } from "./public-titles.js";
import { safetyTitles } from "./safety-titles.js";
import { transportTitles } from "./transport-titles.js";

export interface Subject {
  readonly kind: string;
  readonly words: string;
  readonly since: number;
  /** No devolved legislature makes law about it. */
  readonly reserved: boolean;
}

const texts = [environmentTitles, safetyTitles, livingTitles, transportTitles, publicTitles, generalTitles];

const parse = (section: string): [string, readonly Subject[]] => {
  const [family = "", ...lines] = section.trim().split("\n");
  const subjects = lines.map((line) => {
    const [mark = "", words = "", since] = line.split("|");
    return { kind: mark.slice(0, 1), words, since: Number(since ?? 0), reserved: mark.endsWith("!") };
  });
  return [family, subjects];
};

/** Subjects by family; "(none)" has those of records without a family. */
export const subjectsByFamily: ReadonlyMap<string, readonly Subject[]> = new Map(
  texts.flatMap((text) => text.trim().slice(2).split("\n# ")).map(parse),
);
