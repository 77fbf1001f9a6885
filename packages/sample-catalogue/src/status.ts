// Whether a law still holds, as likely as it is for its age.
import { type SeededRandom } from "./seeded-random.js";

export const inForce = "In force";
export const partlyRevoked = "Part revocation / repeal";
export const revoked = "Revoked / repealed / abolished";

/** The status behind the mark of a line of facts. */
export const statusOfMark = (mark: string | undefined): string =>
  mark === "R" ? revoked : mark === "P" ? partlyRevoked : inForce;

const likelihoodOfRevocation = (year: number): number => (year < 1975 ? 0.6 : year < 1992 ? 0.42 : year < 2010 ? 0.26 : 0.1);

export const drawStatus = (random: SeededRandom, family: string | null, year: number): string => {
  const likelihood = family === "HEALTH: Coronavirus" ? 0.93 : likelihoodOfRevocation(year);
  if (random.chance(likelihood)) return revoked;
  return random.chance(0.14) ? partlyRevoked : inForce;
};
