// Hours, days, weeks and months in UTC, as the server counts by them: which there are in a span, and what they are called.
import type { CountUnit } from "./activity-search.js";

const hour = 3_600_000;
const day = 24 * hour;
/** More bars than pixels help nobody. */
const mostBuckets = 400;

function startOf(unit: CountUnit, moment: number): number {
  const at = new Date(moment);
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  if (unit === "hour") return Math.floor(moment / hour) * hour;
  if (unit === "day") return midnight;
  if (unit === "month") return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  return midnight - ((at.getUTCDay() + 6) % 7) * day;
}

function stepFrom(unit: CountUnit, start: number): number {
  const at = new Date(start);
  if (unit === "month") return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
  return start + { hour, day, week: 7 * day }[unit];
}

/** The beginnings of all that touch the span, oldest first, as ISO times. */
export function bucketsOf(unit: CountUnit, from: string, to: string): readonly string[] {
  const buckets: string[] = [];
  const end = Date.parse(to);
  for (let at = startOf(unit, Date.parse(from)); at < end; at = stepFrom(unit, at)) buckets.push(new Date(at).toISOString());
  return buckets.slice(-mostBuckets);
}

export const nextBucket = (unit: CountUnit, from: string): string => new Date(stepFrom(unit, Date.parse(from))).toISOString();

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const longDay = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const shortDay = format({ day: "numeric", month: "short" });
const time = format({ hour: "2-digit", minute: "2-digit" });
const month = format({ month: "long", year: "numeric" });
const shortMonth = format({ month: "short", year: "2-digit" });

export function bucketLabel(unit: CountUnit, from: string): string {
  const at = new Date(from);
  if (unit === "hour") return `${shortDay.format(at)}, ${time.format(at)}`;
  if (unit === "month") return month.format(at);
  return unit === "week" ? `Week of ${longDay.format(at)}` : longDay.format(at);
}

export function bucketTick(unit: CountUnit, from: string): string {
  const at = new Date(from);
  if (unit === "hour") return time.format(at);
  return unit === "month" ? shortMonth.format(at) : shortDay.format(at);
}
