// Which columns the table shows and how wide they are: the user's choice, remembered in this browser (UI-01).
import type { RecordSort } from "@holdfast/contract";

export type ColumnName = RecordSort | "groups";

export interface Column {
  readonly name: ColumnName;
  readonly title: string;
  /** Undefined: the server does not sort by it. */
  readonly sort: RecordSort | undefined;
  /** The least width in pixels. */
  readonly least: number;
  /** Where it is shown when the user has not said so: always, only on wide tables, or never. */
  readonly shown: "always" | "wide" | "asked";
}

export const columns: readonly Column[] = [
  { name: "title", title: "Title", sort: "title", least: 160, shown: "always" },
  { name: "family", title: "Family", sort: "family", least: 80, shown: "wide" },
  { name: "type", title: "Type", sort: "type", least: 80, shown: "always" },
  { name: "year", title: "Year", sort: "year", least: 64, shown: "always" },
  { name: "status", title: "Status", sort: "status", least: 80, shown: "always" },
  { name: "groups", title: "In groups", sort: undefined, least: 80, shown: "asked" },
];
export const widest = 900;

export interface ColumnChoice {
  /** What the user has switched on or off, by name. */
  readonly shown: Readonly<Partial<Record<ColumnName, boolean>>>;
  /** In pixels; what is absent adapts to the window. */
  readonly widths: Readonly<Partial<Record<ColumnName, number>>>;
}

export const noChoice: ColumnChoice = { shown: {}, widths: {} };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

export const fittingWidth = ({ least }: Column, width: number): number => Math.round(Math.min(widest, Math.max(least, width)));

/** Reads what was remembered; what makes no sense in it is left out. */
export function columnChoiceOf(text: string | undefined): ColumnChoice {
  let raw: unknown;
  try {
    raw = JSON.parse(text ?? "{}");
  } catch {
    return noChoice;
  }
  const [shown, widths] = isRecord(raw) ? [raw["shown"], raw["widths"]] : [];
  const pick = <Value>(of: unknown, read: (value: unknown, column: Column) => Value | undefined) =>
    Object.fromEntries(
      columns.flatMap((column) => {
        const value = isRecord(of) ? read(of[column.name], column) : undefined;
        return value === undefined ? [] : [[column.name, value]];
      }),
    ) as Partial<Record<ColumnName, Value>>;
  return {
    shown: pick(shown, (value, { name }) => (typeof value === "boolean" && name !== "title" ? value : undefined)),
    widths: pick(widths, (value, column) =>
      typeof value === "number" && Number.isFinite(value) ? fittingWidth(column, value) : undefined,
    ),
  };
}

/** The title is always there: it is what a row is known by. */
export const visibleColumns = ({ shown }: ColumnChoice, isWide: boolean): readonly Column[] =>
  columns.filter(
    ({ name, shown: usual }) => name === "title" || (shown[name] ?? (usual === "always" || (usual === "wide" && isWide))),
  );

const tickWidth = 48;

/** What the style sheet needs: the tracks of the visible columns, the widths that were chosen, and the least width of a row. */
export function columnStyle(visible: readonly Column[], { widths }: ColumnChoice): Readonly<Record<`--${string}`, string>> {
  const tracks = visible.map(({ name }) => (name === "title" ? "minmax(var(--width-title), 1fr)" : `var(--width-${name})`));
  const chosen = visible.flatMap(({ name }) => (widths[name] === undefined ? [] : [[`--width-${name}`, `${widths[name]}px`]]));
  const least = visible.reduce((sum, column) => sum + (widths[column.name] ?? column.least), tickWidth);
  return { ...Object.fromEntries(chosen), "--columns": `${tickWidth}px ${tracks.join(" ")}`, "--least-width": `${least}px` };
}
