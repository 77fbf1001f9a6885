// How much happened over time and of what kind, each as a diagram and as a table; counted by change or by row, and choosing a number filters by it.
import type { AuditAction } from "@holdfast/contract";
import { useState, type ReactNode } from "react";
import { actionName } from "../../data/activity-words.js";
import { timesOf, unitOf, type ActivityChange, type ActivitySearch, type CountUnit } from "../../data/activity-search.js";
import { bucketLabel, bucketsOf, bucketTick, nextBucket } from "../../data/time-buckets.js";
import { countText } from "../../data/count-words.js";
import { remember, remembered } from "../../data/remembered.js";
import { ChartFigure } from "../../parts/charts/chart-figure.js";
import { CountTable } from "../../parts/charts/count-table.js";
import { RankBars } from "../../parts/charts/rank-bars.js";
import { TimeBars } from "../../parts/charts/time-bars.js";

export interface ActivityCount {
  readonly from: string;
  readonly action: AuditAction | null;
  /** Rows of the trail, one for each record. */
  readonly count: number;
  /** Entries of the timeline, one for each change. */
  readonly entries: number;
}

interface ChartsProps {
  readonly search: ActivitySearch;
  readonly now: number;
  /** Undefined while they are read. */
  readonly counts: readonly ActivityCount[] | undefined;
  readonly onChange: (next: ActivityChange) => void;
}

const unitWords: Readonly<Record<CountUnit, string>> = { hour: "by the hour", day: "by day", week: "by week", month: "by month" };

/** One gesture over 19,089 records is one change and 19,089 rows: by rows it would hide all others. */
const measures = ["entries", "count"] as const;
type Measure = (typeof measures)[number];
const measureNames: Readonly<Record<Measure, string>> = { entries: "Changes", count: "Rows" };
const ofMeasure = (measure: Measure, value: number): string => {
  const one = measure === "entries" ? "change" : "row of the trail";
  const many = measure === "entries" ? "changes" : "rows of the trail";
  return `${countText(value)} ${value === 1 ? one : many}`;
};

type Sums = Readonly<Record<Measure, number>>;
const nothing: Sums = { entries: 0, count: 0 };

function sums(counts: readonly ActivityCount[], keyOf: (count: ActivityCount) => string): ReadonlyMap<string, Sums> {
  const found = new Map<string, Sums>();
  for (const one of counts) {
    const before = found.get(keyOf(one)) ?? nothing;
    found.set(keyOf(one), { entries: before.entries + one.entries, count: before.count + one.count });
  }
  return found;
}

const tableRow = <Row extends { readonly sum: Sums }>(row: Row) => ({ ...row, counts: measures.map((one) => row.sum[one]) });
const tableHeads = measures.map((one) => measureNames[one]);

function MeasureSwitch({
  measure,
  onChoose,
}: {
  readonly measure: Measure;
  readonly onChoose: (next: Measure) => void;
}): ReactNode {
  return (
    <div className="segments" role="group" aria-label="The charts count">
      {measures.map((one) => (
        <button key={one} type="button" className="segment" aria-pressed={one === measure} onClick={() => onChoose(one)}>
          {measureNames[one]}
        </button>
      ))}
    </div>
  );
}

function useMeasure(): readonly [Measure, (next: Measure) => void] {
  const [measure, setMeasure] = useState<Measure>(() => (remembered("activity.measure") === "count" ? "count" : "entries"));
  return [
    measure,
    (next) => {
      remember("activity.measure", next === "count" ? next : undefined);
      setMeasure(next);
    },
  ];
}

export function ActivityCharts({ search, now, counts, onChange }: ChartsProps): ReactNode {
  const [measure, setMeasure] = useMeasure();
  const unit = unitOf(search, now);
  const known = counts ?? [];
  const perBucket = sums(known, ({ from }) => new Date(from).toISOString());
  const { from, to } = timesOf(search, now);
  const first = from ?? [...perBucket.keys()].toSorted()[0] ?? new Date(now).toISOString();
  const bars = bucketsOf(unit, first, to ?? new Date(now).toISOString()).map((key) => {
    const sum = perBucket.get(key) ?? nothing;
    return { key, label: bucketLabel(unit, key), tick: bucketTick(unit, key), sum, count: sum[measure] };
  });
  const kinds = [...sums(known, ({ action }) => action ?? "")]
    .map(([key, sum]) => ({ key, label: actionName(key as AuditAction), sum, count: sum[measure] }))
    .toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label));
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const chooseTime = (key: string): void => onChange({ ...search, period: undefined, since: key, until: nextBucket(unit, key) });
  const chooseKind = (key: string): void => onChange({ ...search, what: key });
  const reading = counts === undefined ? "Reading the trail" : undefined;
  return (
    <section className="activity-numbers" aria-label="In numbers" aria-busy={counts === undefined}>
      <header className="activity-numbers-head">
        <h2>In numbers</h2>
        <MeasureSwitch measure={measure} onChoose={setMeasure} />
      </header>
      <div className="activity-charts">
        <ChartFigure
          title="Over time"
          name="activity.time"
          summary={reading ?? `${ofMeasure(measure, total)}, ${unitWords[unit]} (UTC)`}
          table={
            <CountTable
              caption="What happened over time"
              head="Time"
              measures={tableHeads}
              rows={bars
                .filter(({ sum }) => sum.count > 0)
                .toReversed()
                .map(tableRow)}
              onChoose={chooseTime}
            />
          }
        >
          <TimeBars bars={bars} onChoose={chooseTime} />
        </ChartFigure>
        <ChartFigure
          title="By kind"
          name="activity.kind"
          summary={reading ?? (kinds[0] === undefined ? "Nothing" : `Most often: ${kinds[0].label}`)}
          table={
            <CountTable
              caption="What happened, by kind"
              head="Kind"
              measures={tableHeads}
              rows={kinds.map(tableRow)}
              onChoose={chooseKind}
            />
          }
        >
          <RankBars bars={kinds} onChoose={chooseKind} />
        </ChartFigure>
      </div>
    </section>
  );
}
