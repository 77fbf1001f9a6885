// Lays rows out in columns, for people.
import { printable } from "./printable.js";

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string | number | null;
  readonly align?: "right";
  /** Characters at the most; what is longer ends in an ellipsis. */
  readonly most?: number;
}

const widthOf = (text: string): number => [...text].length;

function cell(value: string | number | null, most = Infinity): string {
  const text = value === null || value === "" ? "-" : printable(String(value));
  return widthOf(text) <= most ? text : `${[...text].slice(0, most - 1).join("")}…`;
}

/** The lines of the table, titles first; the titles alone when there are no rows. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const cells = rows.map((row) => columns.map(({ value, most }) => cell(value(row), most)));
  const all = [columns.map(({ title }) => title.toUpperCase()), ...cells];
  const widths = columns.map((_, index) => Math.max(...all.map((line) => widthOf(line[index] ?? ""))));
  return all.map((line) =>
    line
      .map((text, index) => {
        const space = " ".repeat((widths[index] ?? 0) - widthOf(text));
        return columns[index]?.align === "right" ? space + text : text + space;
      })
      .join("  ")
      .trimEnd(),
  );
}
