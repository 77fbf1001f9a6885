// Writes a number the way the series it belongs to is cited.
import { type LegislationType } from "./legislation-type.js";

const roman = (number: number): string =>
  "x"
    .repeat(Math.floor(number / 10))
    .replace("xxxxxx", "lx")
    .replace("xxxxx", "l")
    .replace("xxxx", "xl") + (["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10] ?? "");

const wordings: Readonly<Record<string, (year: number, number: number) => string>> = {
  "UK Local Act": (year, number) => `${year} c. ${roman(number)}`,
  "Church Measure": (year, number) => `Church Measure ${year} No. ${number}`,
  "Church Instrument": (year, number) => `Church Instrument ${year} No. ${number}`,
  "UK Ministerial Direction": (year, number) => `Ministerial Direction ${year} No. ${number}`,
  "UK Ministerial Order": (year, number) => `Ministerial Order ${year} No. ${number}`,
  "NI Parliament Act": (year, number) => `${year} c. ${number} (N.I.)`,
  "NI Act": (year, number) => `${year} c. ${number} (N.I.)`,
  "UK Statutory Rule or Order": (year, number) => `S.R. & O. ${year}/${number}`,
  "NI Statutory Rule or Order": (year, number) => `S.R. & O. (N.I.) ${year} No. ${number}`,
  "NI Order in Council": (year, number) => `S.I. ${year}/${number} (N.I. ${1 + Math.floor(number / 150)})`,
  "Wales Statutory Instrument": (year, number) => `S.I. ${year}/${number} (W. ${1 + Math.floor(number / 9)})`,
  "NI Statutory Rule": (year, number) => `S.R. ${year} No. ${number}`,
  "Scottish Statutory Instrument": (year, number) => `S.S.I. ${year}/${number}`,
  "UK Statutory Instrument": (year, number) => `S.I. ${year}/${number}`,
};

/** `2011 asp 3`, `S.I. 2007/1234`, `S.R. 2004 No. 12` … */
export const reference = (type: LegislationType, year: number, number: number): string =>
  wordings[type.name]?.(year, number) ?? `${year} ${type.series} ${number}`;
