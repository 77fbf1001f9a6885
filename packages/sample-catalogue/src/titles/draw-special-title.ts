// Words titles for what is neither an Act for everybody nor an instrument: local Acts, church law, ministers' directions.
import { type SeededRandom } from "../seeded-random.js";
import { type LegislationType } from "../legislation-type.js";
import { fillPlaces } from "./places.js";

const local = [
  "{place} Corporation Act",
  "{place} City Council Act",
  "{port} Harbour Act",
  "{place} Water Act",
  "{place} Gas Act",
  "{place} Tramways Act",
  "{place} and {place} Railway Act",
  "{place} Market Act",
  "{place} Cemetery Act",
  "{place} Bridge Act",
  "{place} Improvement Act",
  "University of {place} Act",
  "River {river} Navigation Act",
] as const;

const measures = [
  "Church of England (Miscellaneous Provisions)",
  "Church of England (Pensions)",
  "Church of England (Legal Aid)",
  "Church of England (Ecumenical Relations)",
  "Care of Churches and Ecclesiastical Jurisdiction",
  "Care of Cathedrals",
  "Cathedrals",
  "Church Commissioners (Assistance for Priority Areas)",
  "Church Property",
  "Clergy Discipline",
  "Clergy Pensions",
  "Diocesan Education Boards",
  "Dioceses",
  "Ecclesiastical Fees",
  "Faculty Jurisdiction",
  "Parochial Church Councils (Powers)",
  "Parochial Registers and Records",
  "Pastoral",
  "Patronage (Benefices)",
  "Repair of Benefice Buildings",
  "Synodical Government",
] as const;

const directions = [
  "{place} (Safeguarding of Land) Direction",
  "{place} Airport (Public Safety Zone) Direction",
  "Registered Social Landlords (Regulation) Direction",
  "National Lottery (Financial Directions) Direction",
  "Street Works (Permit Scheme) ({place}) Direction",
  "Waste Collection ({place}) Direction",
  "Air Quality ({place} City Council) Direction",
  "Postal Services (Licence Modification) Direction",
] as const;

const orders = ["Competition and Service (Commencement No. 1) Order", "Electricity ({place}) (Determination) Order"] as const;

export const drawSpecialTitle = (type: LegislationType, year: number, random: SeededRandom): string => {
  if (type.form === "local") return `${fillPlaces(random.pick(local), "England", random)} ${year}`;
  const measure = random.pick(measures);
  if (type.name === "Church Measure") return `${measure} Measure ${year}`;
  if (type.name === "Church Instrument") return `The ${measure} Measure (Appointed Day) Instrument ${year}`;
  const list = type.name === "UK Ministerial Order" ? orders : directions;
  return `The ${fillPlaces(random.pick<string>(list), "England", random)} ${year}`;
};
