// The twin of a diagram of counts: the same numbers, each a button that asks for what it counts.
import type { ReactNode } from "react";
import { countText } from "../../data/count-words.js";

interface CountTableProps {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly { readonly key: string; readonly label: string; readonly count: number }[];
  readonly onChoose: (key: string) => void;
}

export function CountTable({ caption, head, rows, onChoose }: CountTableProps): ReactNode {
  return (
    <table className="count-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Count</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, count }) => (
          <tr key={key}>
            <th scope="row">
              <button type="button" className="link-button" disabled={count === 0} onClick={() => onChoose(key)}>
                {label}
              </button>
            </th>
            <td>{countText(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
