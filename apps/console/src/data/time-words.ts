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
