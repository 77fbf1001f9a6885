// The part of the sample that is fact: public general Acts with their chapters, and the best-known older Acts.
import { acts1900To1959 } from "./acts/acts-1900-1959.js";
import { acts1960s } from "./acts/acts-1960s.js";
import { acts1970s } from "./acts/acts-1970s.js";
import { acts1980s } from "./acts/acts-1980s.js";
import { acts1990s } from "./acts/acts-1990s.js";
import { acts2000s } from "./acts/acts-2000s.js";
import { actsBefore1801 } from "./acts/acts-before-1801.js";
import { actsBefore1900 } from "./acts/acts-before-1900.js";
import { actsSince2010 } from "./acts/acts-since-2010.js";
import { type Draft } from "./sample-record.js";
import { statusOfMark } from "./status.js";

const linesOf = (text: string): readonly string[] => text.trim().split("\n");

const parliaments: Readonly<Record<string, string>> = {
  English: "Act of the English Parliament",
  Scottish: "Act of the Old Scottish Parliament",
  British: "Act of the Great Britain Parliament",
  Irish: "Act of the Old Irish Parliament",
};

const publicGeneralAct = (line: string): Draft => {
  const [year, chapter, title, family, mark] = line.split("|");
  return {
    title: `${title} ${year}`,
    reference: `${year} c. ${chapter}`,
    family: family === undefined || family === "" ? null : family,
    type: "UK Public General Act",
    year: Number(year),
    status: statusOfMark(mark),
    number: Number(chapter),
  };
};

const olderAct = (line: string, index: number): Draft => {
  const [parliament = "", year, reference = "", title = "", mark] = line.split("|");
  const type = parliaments[parliament] ?? parliament;
  return { title, reference, family: null, type, year: Number(year), status: statusOfMark(mark), number: index };
};

const eras = [actsBefore1900, acts1900To1959, acts1960s, acts1970s, acts1980s, acts1990s, acts2000s, actsSince2010];

export const knownPublicGeneralActs: readonly Draft[] = eras.flatMap(linesOf).map(publicGeneralAct);
export const knownOlderActs: readonly Draft[] = linesOf(actsBefore1801).map(olderAct);
