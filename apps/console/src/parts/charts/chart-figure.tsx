// A diagram with its table as a twin: the same numbers, one of the two shown at a time, the diagram hidden from screen readers.
import { useId, useState, type ReactNode } from "react";
import { remember, remembered } from "../../data/remembered.js";
import "./charts.css";

interface ChartFigureProps {
  readonly title: string;
  /** One sentence: what is seen, in numbers. Read aloud in place of the diagram. */
  readonly summary: string;
  /** Under which its choice between diagram and table is remembered. */
  readonly name: string;
  readonly children: ReactNode;
  readonly table: ReactNode;
}

export function ChartFigure({ title, summary, name, children, table }: ChartFigureProps): ReactNode {
  const id = useId();
  const [isTable, setTable] = useState(() => remembered(`chart.${name}`) === "table");
  const choose = (next: boolean): void => {
    remember(`chart.${name}`, next ? "table" : undefined);
    setTable(next);
  };
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption className="chart-head">
        <span>
          <span id={id} className="chart-title" role="heading" aria-level={3}>
            {title}
          </span>
          <span className="chart-summary">{summary}</span>
        </span>
        <span className="segments" role="group" aria-label={`${title}, shown as`}>
          <button type="button" className="segment" aria-pressed={!isTable} onClick={() => choose(false)}>
            Chart
          </button>
          <button type="button" className="segment" aria-pressed={isTable} onClick={() => choose(true)}>
            Table
          </button>
        </span>
      </figcaption>
      {isTable ? (
        <div className="chart-table">{table}</div>
      ) : (
        <div className="chart-drawing" aria-hidden="true">
          {children}
        </div>
      )}
    </figure>
  );
}
