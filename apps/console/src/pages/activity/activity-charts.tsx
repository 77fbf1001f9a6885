// How much happened over time and of what kind, each as a diagram and as a table; choosing a number filters by it.
import type { AuditAction } from "@holdfast/contract";
import type { ReactNode } from "react";
import { actionName } from "../../data/activity-words.js";
import { timesOf, unitOf, type ActivityChange, type ActivitySearch, type CountUnit } from "../../data/activity-search.js";
import { bucketLabel, bucketsOf, bucketTick, nextBucket } from "../../data/time-buckets.js";
import { countText } from "../../data/count-words.js";
import { ChartFigure } from "../../parts/charts/chart-figure.js";
import { CountTable } from "../../parts/charts/count-table.js";
import { RankBars } from "../../parts/charts/rank-bars.js";
import { TimeBars } from "../../parts/charts/time-bars.js";

export interface ActivityCount {
  readonly from: string;
  readonly action: AuditAction | null;
  readonly count: number;
}

interface ChartsProps {
  readonly search: ActivitySearch;
  readonly now: number;
  /** Undefined while they are read. */
  readonly counts: readonly ActivityCount[] | undefined;
  readonly onChange: (next: ActivityChange) => void;
}

const unitWords: Readonly<Record<CountUnit, string>> = { hour: "by the hour", day: "by day", week: "by week", month: "by month" };

function sums(counts: readonly ActivityCount[], keyOf: (count: ActivityCount) => string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const one of counts) found.set(keyOf(one), (found.get(keyOf(one)) ?? 0) + one.count);
  return found;
}

export function ActivityCharts({ search, now, counts = [], onChange }: ChartsProps): ReactNode {
  const unit = unitOf(search, now);
  const perBucket = sums(counts, ({ from }) => new Date(from).toISOString());
  const { from, to } = timesOf(search, now);
  const first = from ?? [...perBucket.keys()].toSorted()[0] ?? new Date(now).toISOString();
  const bars = bucketsOf(unit, first, to ?? new Date(now).toISOString()).map((key) => ({
    key,
    label: bucketLabel(unit, key),
    tick: bucketTick(unit, key),
    count: perBucket.get(key) ?? 0,
  }));
  const kinds = [...sums(counts, ({ action }) => action ?? "")]
    .map(([key, count]) => ({ key, label: actionName(key as AuditAction), count }))
    .toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label));
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const chooseTime = (key: string): void => onChange({ ...search, period: undefined, since: key, until: nextBucket(unit, key) });
  const chooseKind = (key: string): void => onChange({ ...search, what: key });
  return (
    <div className="activity-charts">
      <ChartFigure
        title="Over time"
        name="activity.time"
        summary={`${countText(total)} ${total === 1 ? "row" : "rows"} of the trail, ${unitWords[unit]} (UTC)`}
        table={
          <CountTable
            caption="Rows of the trail over time"
            head="Time"
            rows={bars.filter(({ count }) => count > 0).toReversed()}
            onChoose={chooseTime}
          />
        }
      >
        <TimeBars bars={bars} onChoose={chooseTime} />
      </ChartFigure>
      <ChartFigure
        title="By kind"
        name="activity.kind"
        summary={kinds[0] === undefined ? "Nothing" : `Most often: ${kinds[0].label}`}
        table={<CountTable caption="Rows of the trail by kind" head="Kind" rows={kinds} onChoose={chooseKind} />}
      >
        <RankBars bars={kinds} onChoose={chooseKind} />
      </ChartFigure>
    </div>
  );
}
