// The 53 families of the sample: how many records each has, where its instruments are made, and the years they come from.

/** Who makes law of a family: London only, London and Belfast, or every legislature. */
export type Reach = "uk" | "ni" | "all";

export interface Family {
  readonly name: string;
  readonly count: number;
  readonly reach: Reach;
  readonly since: number;
  readonly until: number;
}

const table = `
AGRICULTURE|527|all|1946
AGRICULTURE: Pesticides|97|all|1986
AIR QUALITY|107|all|1906
ANIMALS & ANIMAL HEALTH|626|all|1911
ANTARCTICA|9|uk|1994
BUILDINGS|194|all|1945
CLIMATE CHANGE|175|all|2001
COMPANIES & BUSINESS|272|uk|1930
CRIME & POLICING|280|all|1945
DATA PROTECTION|62|uk|1984
EDUCATION|387|all|1944
ENERGY|429|all|1930
ENVIRONMENTAL PROTECTION|354|all|1974
EQUALITY & HUMAN RIGHTS|92|ni|1975
FINANCE & TAXATION|445|uk|1930
FIRE|115|all|1947
FIRE: Dangerous and Explosive Substances|87|ni|1930
FISHERIES & FISHING|462|all|1945
FLOOD & COASTAL RISK|82|all|1949
FOOD|676|all|1930
GMOs|41|all|1992
HEALTH: Coronavirus|610|all|2020|2022
HEALTH: Drug & Medicine Safety|280|ni|1968
HEALTH: Patient Safety|354|all|1948
HEALTH: Public|272|all|1936
HISTORIC ENVIRONMENT|68|all|1953
HOUSING|280|all|1936
HR: Employment|321|ni|1945
HR: Insurance / Compensation / Wages / Benefits|429|ni|1946
HR: Pensions|272|ni|1948
HR: Working Time|62|ni|1930
JUSTICE & COURTS|346|all|1930
LOCAL GOVERNMENT|313|all|1933
MARINE & RIVERINE|99|all|1971
NOISE|48|all|1960
NUCLEAR & RADIOLOGICAL|104|ni|1954
OH&S: Gas & Electrical Safety|62|ni|1972
OH&S: Mines & Quarries|97|ni|1930
OH&S: Occupational / Personal Safety|223|ni|1930
OH&S: Offshore Safety|177|uk|1972
PLANNING: Infrastructure|132|all|1988
PLANT HEALTH|214|all|1950
PUBLIC: Building Safety|54|all|1975
PUBLIC: Consumer / Product Safety|198|ni|1955
TOWN & COUNTRY PLANNING|330|all|1947
TRANSPORT: Air Safety|272|uk|1949
TRANSPORT: Harbours & Shipping|346|all|1930
TRANSPORT: Rail Safety|157|all|1930
TRANSPORT: Road Safety|634|all|1930
TREES: Forestry & Timber|78|all|1951
WASTE|206|all|1974
WATER & WASTEWATER|297|all|1945
WILDLIFE & COUNTRYSIDE|239|all|1949
`;

const parse = (line: string): Family => {
  const [name = "", count, reach, since, until] = line.split("|");
  return { name, count: Number(count), reach: reach as Reach, since: Number(since), until: Number(until ?? 2025) };
};

export const families: readonly Family[] = table.trim().split("\n").map(parse);

/** Records whose family nobody has entered. */
export const unknownFamily = { name: "(none)", count: 5_996, reach: "all", since: 1930, until: 2025 } as const satisfies Family;
