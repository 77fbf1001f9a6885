// A figure over the last minutes as a line, drawn as it comes in.
import type { ReactNode } from "react";
import { axisOf, bytesAxisOf } from "./scale.js";
import { useWidth } from "./use-width.js";

export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

interface LineChartProps {
  readonly samples: readonly Sample[];
  /** Milliseconds that the width stands for. */
  readonly span: number;
  readonly format: (value: number) => string;
  /** The axis reaches at least so far. */
  readonly least?: number;
  /** Its axis has round numbers of KiB, MiB or GiB. */
  readonly isBytes?: boolean;
  /** The axis ends here whatever comes, for shares. */
  readonly most?: number;
}

const height = 112;
const [head, foot, right] = [8, 8, 52];

export function LineChart({ samples, span, format, least = 1, most, isBytes = false }: LineChartProps): ReactNode {
  const [ref, width] = useWidth(320);
  const highest = Math.max(least, ...samples.map(({ value }) => value));
  const axis = most !== undefined ? [0, most / 2, most] : isBytes ? bytesAxisOf(highest, 2) : axisOf(highest, 2);
  const top = axis.at(-1) ?? 1;
  const end = samples.at(-1)?.at ?? 0;
  const x = (at: number): number => (width - right) * (1 - (end - at) / span);
  const y = (value: number): number => height - foot - (Math.min(value, top) / top) * (height - head - foot);
  const shown = samples.filter(({ at }) => at >= end - span);
  const line = shown.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const [first, last] = [shown[0], shown.at(-1)];
  return (
    <div ref={ref} className="line-chart">
      <svg width={width} height={height}>
        {axis.map((value) => (
          <g key={value}>
            <line className="chart-line" x1={0} x2={width - right} y1={y(value)} y2={y(value)} />
            <text className="chart-tick" x={width - right + 8} y={y(value) + 4}>
              {format(value)}
            </text>
          </g>
        ))}
        {first !== undefined && last !== undefined && (
          <>
            <polygon className="chart-area" points={`${x(first.at)},${y(0)} ${line} ${x(last.at)},${y(0)}`} />
            <polyline className="chart-stroke" points={line} />
            <circle className="chart-dot" cx={x(last.at)} cy={y(last.value)} r={3} />
          </>
        )}
      </svg>
    </div>
  );
}
