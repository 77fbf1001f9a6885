// Live charts of the process, each with the same figures as a table.
import type { Status } from "@holdfast/contract";
import type { ReactNode } from "react";
import { historySpan, type StatusSample } from "../../data/operations.js";
import { bytesText, durationText, shareText } from "../../data/operations-words.js";
import { levels, rates, shares, type Figure } from "../../data/rates.js";
import { clockTime } from "../../data/time-words.js";
import { ChartFigure } from "../../parts/charts/chart-figure.js";
import { LineChart } from "../../parts/charts/line-chart.js";
import { shortCount } from "../../parts/charts/time-bars.js";

interface LiveChart {
  readonly name: string;
  readonly title: string;
  readonly figures: (samples: readonly StatusSample[]) => readonly Figure[];
  readonly format: (value: number) => string;
  readonly axis?: (value: number) => string;
  readonly least?: number;
  readonly most?: number;
  readonly isBytes?: boolean;
  readonly nothing: string;
}

const asked = ({ tokenCache }: Status): number =>
  tokenCache.hits + tokenCache.negativeHits + tokenCache.misses + tokenCache.distrusted;
const perSecond = (value: number): string => `${Number(value.toFixed(value < 10 ? 1 : 0))}/s`;
const whole = (value: number): string => shortCount(Math.round(value));

const charts: readonly LiveChart[] = [
  {
    name: "operations",
    title: "Operations acknowledged",
    figures: (samples) => rates(samples, ({ drain }) => drain.conservation.acknowledged),
    format: perSecond,
    axis: (value) => shortCount(value),
    nothing: "Nothing yet",
  },
  {
    name: "lag",
    title: "Lag, from acknowledged to applied",
    figures: (samples) =>
      levels(samples, ({ drain }) => Math.max(drain.oldestPendingMs, drain.pending > 0 ? drain.lastLagMs : 0)),
    format: durationText,
    axis: (value) => (value === 0 ? "0" : durationText(value)),
    least: 10,
    nothing: "Nothing yet",
  },
  {
    name: "pending",
    title: "Waiting for the database",
    figures: (samples) => levels(samples, ({ drain }) => drain.pending),
    format: whole,
    axis: (value) => (Number.isInteger(value) ? whole(value) : ""),
    nothing: "Nothing yet",
  },
  {
    name: "batch",
    title: "Time of a batch of the drain",
    figures: (samples) => levels(samples, ({ drain }) => drain.lastBatchMs),
    format: durationText,
    axis: (value) => (value === 0 ? "0" : durationText(value)),
    least: 10,
    nothing: "Nothing yet",
  },
  {
    name: "hits",
    title: "Tokens answered from memory",
    figures: (samples) => shares(samples, ({ tokenCache }) => tokenCache.hits + tokenCache.negativeHits, asked),
    format: shareText,
    axis: (value) => `${Math.round(value * 100)} %`,
    most: 1,
    nothing: "No token was asked for",
  },
  {
    name: "memory",
    title: "Memory of views and tokens",
    figures: (samples) => levels(samples, ({ views, tokenCache }) => views.bytes + tokenCache.bytes),
    format: bytesText,
    least: 1024,
    isBytes: true,
    nothing: "Nothing yet",
  },
];

function FigureTable({
  title,
  figures,
  format,
  nothing,
}: {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly format: (value: number) => string;
  readonly nothing: string;
}): ReactNode {
  return (
    <table className="count-table">
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {figures.toReversed().map(({ at, value }) => (
          <tr key={at}>
            <th scope="row">{clockTime(new Date(at).toISOString())}</th>
            <td>{format(value)}</td>
          </tr>
        ))}
        {figures.length === 0 && (
          <tr>
            <td className="count-none" colSpan={2}>
              {nothing}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

export function LiveCharts({ samples }: { readonly samples: readonly StatusSample[] }): ReactNode {
  return (
    <div className="live-charts">
      {charts.map(({ name, title, figures: read, format, axis = format, nothing, ...ends }) => {
        const figures = read(samples);
        const last = figures.at(-1);
        return (
          <ChartFigure
            key={name}
            title={title}
            name={`operations.${name}`}
            summary={last === undefined ? nothing : `Now ${format(last.value)}`}
            table={<FigureTable title={title} figures={figures} format={format} nothing={nothing} />}
          >
            <LineChart samples={figures} span={historySpan} format={axis} {...ends} />
          </ChartFigure>
        );
      })}
    </div>
  );
}
