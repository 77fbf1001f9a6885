// The twin of a diagram of counts: the same numbers, each a button that asks for what it counts.
import type { ReactNode } from "react";
import { countText } from "../../data/count-words.js";

interface CountTableProps {
  readonly caption: string;
  readonly head: string;
  /** What is counted, one name for each number of a row. */
  readonly measures: readonly string[];
  readonly rows: readonly { readonly key: string; readonly label: string; readonly counts: readonly number[] }[];
  readonly onChoose: (key: string) => void;
}

export function CountTable({ caption, head, measures, rows, onChoose }: CountTableProps): ReactNode {
  return (
    <table className="count-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {measures.map((measure) => (
            <th key={measure} scope="col">
              {measure}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, counts }) => (
          <tr key={key}>
            <th scope="row">
              <button
                type="button"
                className="link-button"
                disabled={counts.every((count) => count === 0)}
                onClick={() => onChoose(key)}
              >
                {label}
              </button>
            </th>
            {measures.map((measure, at) => (
              <td key={measure}>{countText(counts[at] ?? 0)}</td>
            ))}
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td className="count-none" colSpan={measures.length + 1}>
              Nothing
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
