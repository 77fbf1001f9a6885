// Counts over time as bars. Choosing one is for the pointer; the table beside it has the same as buttons.
import { useState, type ReactNode } from "react";
import { countText } from "../../data/count-words.js";
import { wholeAxisOf } from "./scale.js";
import { useWidth } from "./use-width.js";

export interface TimeBar {
  readonly key: string;
  /** Shown under the diagram while the pointer is on the bar. */
  readonly label: string;
  /** Shown on the axis, where there is room. */
  readonly tick: string;
  readonly count: number;
}

const height = 168;
const foot = 22;
const head = 8;
const left = 40;

export function TimeBars({
  bars,
  onChoose,
}: {
  readonly bars: readonly TimeBar[];
  readonly onChoose: (key: string) => void;
}): ReactNode {
  const [ref, width] = useWidth(560);
  const [pointed, setPointed] = useState<TimeBar>();
  const axis = wholeAxisOf(Math.max(0, ...bars.map(({ count }) => count)));
  const top = axis.at(-1) ?? 1;
  const plot = height - foot - head;
  const step = (width - left) / Math.max(1, bars.length);
  const bar = Math.max(1, Math.min(40, step - Math.min(4, step * 0.25)));
  const y = (value: number): number => head + plot - (value / top) * plot;
  const every = Math.max(1, Math.ceil(58 / step));
  return (
    <div ref={ref} className="time-bars">
      <svg width={width} height={height} onPointerLeave={() => setPointed(undefined)}>
        {axis.map((value) => (
          <g key={value}>
            <line className="chart-line" x1={left} x2={width} y1={y(value)} y2={y(value)} />
            <text className="chart-tick" x={left - 8} y={y(value) + 4} textAnchor="end">
              {shortCount(value)}
            </text>
          </g>
        ))}
        {bars.map((one, index) => {
          const x = left + index * step;
          return (
            <g key={one.key}>
              <rect
                className="chart-bar"
                data-pointed={pointed?.key === one.key || undefined}
                x={x + (step - bar) / 2}
                y={one.count === 0 ? y(0) : Math.min(y(one.count), y(0) - 2)}
                width={bar}
                height={one.count === 0 ? 0 : Math.max(2, y(0) - y(one.count))}
                rx={Math.min(3, bar / 2)}
              />
              <rect
                className="chart-hit"
                x={x}
                y={head}
                width={step}
                height={plot}
                onPointerEnter={() => setPointed(one)}
                onClick={() => one.count > 0 && onChoose(one.key)}
              />
              {index % every === 0 && x + 50 < width + 12 && (
                <text className="chart-tick" x={x + step / 2} y={height - 5} textAnchor="middle">
                  {one.tick}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p className="chart-pointed">{pointed === undefined ? "\u00a0" : `${pointed.label}: ${countText(pointed.count)}`}</p>
    </div>
  );
}

/** 1,200 → "1.2k": an axis has little room. */
export function shortCount(value: number): string {
  if (value < 1000) return String(value);
  return value < 1_000_000 ? `${Number((value / 1000).toPrecision(3))}k` : `${Number((value / 1_000_000).toPrecision(3))}M`;
}
