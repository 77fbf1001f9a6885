// Moments in words: "in 3 days", "2 hours ago"; the exact time belongs beside it in a title.

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium" });

/** The moment seen from `now`, in its largest fitting unit; "just now" within a minute past. */
export function timeInWords(moment: string, now: number): string {
  const seconds = (Date.parse(moment) - now) / 1000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step === undefined
    ? seconds > 0
      ? "in less than a minute"
      : "just now"
    : relative.format(Math.trunc(seconds / step[1]), step[0]);
}

export const exactTime = (moment: string): string => exact.format(new Date(moment));

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const isoDay = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short" });

export const clockTime = (moment: string): string => clock.format(new Date(moment));

/** The local day of a moment, as 2026-01-31. */
export const dayOf = (moment: string): string => isoDay.format(new Date(moment));

/** "Today", "Yesterday", "Saturday 31 January 2026". */
export function dayWords(of: string, now: number): string {
  if (of === dayOf(new Date(now).toISOString())) return "Today";
  if (of === dayOf(new Date(now - 86_400_000).toISOString())) return "Yesterday";
  return day.format(new Date(`${of}T12:00:00`));
}

/** "after 4 ms", "after 1.2 s". */
export const laterText = (ms: number): string =>
  ms < 1000 ? `after ${Math.max(0, Math.round(ms))} ms` : `after ${(ms / 1000).toFixed(1)} s`;
