// The 23 types of legislation in the sample: how many records each has, when it was made, and how it is numbered.

export type Nation = "England" | "Wales" | "Scotland" | "Northern Ireland";
export type Form = "instrument" | "act" | "local" | "measure" | "church" | "ministerial" | "fact";

export interface LegislationType {
  readonly name: string;
  readonly count: number;
  readonly form: Form;
  readonly nation: Nation;
  readonly from: number;
  readonly to: number;
  /** Records with the same series share one run of numbers a year. */
  readonly series: string;
  /** The highest number in a year. */
  readonly highest: number;
}

// Pickiest first: whoever comes last takes the families that remain, and United Kingdom instruments take any.
const table = `
UK Public General Act|938|fact|England|1801|2025|c|0
Act of the English Parliament|19|fact|England|1267|1706|aep|0
Act of the Old Scottish Parliament|8|fact|Scotland|1424|1707|aosp|0
Act of the Great Britain Parliament|9|fact|England|1707|1800|apgb|0
Act of the Old Irish Parliament|6|fact|Northern Ireland|1495|1800|aip|0
UK Local Act|205|local|England|1812|2015|ukla|60
Church Measure|46|church|England|1920|2025|ukcm|8
Church Instrument|13|church|England|1991|2025|ukci|5
UK Ministerial Direction|34|ministerial|England|1992|2025|ukmd|9
UK Ministerial Order|7|ministerial|England|1992|2012|ukmo|4
NI Parliament Act|61|act|Northern Ireland|1921|1972|apni|36
NI Act|92|act|Northern Ireland|2007|2025|nia|14
Act of Senedd Cymru|17|act|Wales|2020|2025|asc|6
Act of the National Assembly for Wales|24|act|Wales|2012|2020|anaw|7
Measure of the National Assembly for Wales|21|measure|Wales|2008|2011|nawm|10
Act of the Scottish Parliament|246|act|Scotland|1999|2025|asp|21
UK Statutory Rule or Order|118|instrument|England|1930|1947|sro|1400
NI Statutory Rule or Order|43|instrument|Northern Ireland|1945|1973|nisro|340
NI Order in Council|188|act|Northern Ireland|1974|2009|si|3200
Wales Statutory Instrument|2190|instrument|Wales|1999|2025|si|3200
NI Statutory Rule|1960|instrument|Northern Ireland|1974|2025|nisr|520
Scottish Statutory Instrument|2870|instrument|Scotland|1999|2025|ssi|480
UK Statutory Instrument|9974|instrument|England|1948|2025|si|3200
`;

const parse = (line: string): LegislationType => {
  const [name = "", count, form, nation, from, to, series = "", highest] = line.split("|");
  const numbers = { count: Number(count), from: Number(from), to: Number(to), highest: Number(highest) };
  return { name, form: form as Form, nation: nation as Nation, series, ...numbers };
};

export const legislationTypes: readonly LegislationType[] = table.trim().split("\n").map(parse);
