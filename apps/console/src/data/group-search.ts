// What the addresses of the group pages carry besides the group.

export interface GroupSearch {
  readonly tab?: "history";
  /** The version that the history shows. */
  readonly version?: number;
}

export interface CompareSearch {
  readonly a?: string;
  readonly b?: string;
  readonly c?: string;
}

type Raw = Readonly<Record<string, unknown>>;

export function groupSearchOf(raw: Raw): GroupSearch {
  const version = typeof raw["version"] === "number" ? raw["version"] : Number(raw["version"] ?? Number.NaN);
  return {
    ...(raw["tab"] === "history" ? { tab: "history" as const } : {}),
    ...(Number.isSafeInteger(version) && version > 0 ? { version } : {}),
  };
}

export function compareSearchOf(raw: Raw): CompareSearch {
  const pairs = (["a", "b", "c"] as const).map((key) => [key, raw[key]] as const);
  return Object.fromEntries(pairs.filter(([, value]) => typeof value === "string" && value !== ""));
}
