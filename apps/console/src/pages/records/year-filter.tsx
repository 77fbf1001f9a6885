// From and to year, under a picture of how the records are spread over the years.
import { useState, type ReactNode } from "react";
import { TextField } from "../../parts/text-field.js";

interface YearCount {
  readonly value: string;
  readonly count: number;
}

export interface YearBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The year before which no more than 2 % of the records lie: a few very old ones must not push the rest together. */
function pictureStart(years: readonly { readonly year: number; readonly count: number }[]): number {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const few = sorted.reduce((sum, { count }) => sum + count, 0) * 0.02;
  let before = 0;
  return sorted.find(({ count }) => (before += count) > few)?.year ?? 0;
}

/** The years in at most `most` bins of equal length, empty ones included; the first one reaches back to the oldest record. */
export function yearBins(counts: readonly YearCount[], most = 40): readonly YearBin[] {
  const years = counts.map(({ value, count }) => ({ year: Number(value), count })).filter(({ year }) => Number.isInteger(year));
  if (years.length === 0) return [];
  const oldest = Math.min(...years.map(({ year }) => year));
  const start = pictureStart(years);
  const last = Math.max(...years.map(({ year }) => year));
  const step = Math.ceil((last - start + 1) / most);
  return Array.from({ length: Math.ceil((last - start + 1) / step) }, (_, n) => {
    const from = n === 0 ? oldest : start + n * step;
    const to = Math.min(last, start + (n + 1) * step - 1);
    return { from, to, count: years.reduce((sum, { year, count }) => (year >= from && year <= to ? sum + count : sum), 0) };
  });
}

interface YearFilterProps {
  readonly counts: readonly YearCount[];
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly onChange: (from: number | undefined, to: number | undefined) => void;
}

const yearOf = (text: string): number | undefined => (/^\d{4}$/.test(text) ? Number(text) : undefined);

export function YearFilter({ counts, from, to, onChange }: YearFilterProps): ReactNode {
  const bins = yearBins(counts);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const isIn = (bin: YearBin): boolean => bin.to >= (from ?? -Infinity) && bin.from <= (to ?? Infinity);
  return (
    <fieldset className="facet">
      <legend>Year</legend>
      <svg className="years" viewBox={`0 0 ${Math.max(1, bins.length) * 6} 44`} preserveAspectRatio="none" aria-hidden="true">
        {bins.map((bin, at) => {
          const height = bin.count === 0 ? 0 : Math.max(1.5, 44 * Math.sqrt(bin.count / most));
          return (
            <rect
              key={bin.from}
              x={at * 6}
              y={44 - height}
              width={4.8}
              height={height}
              data-in={isIn(bin) || undefined}
              onClick={() => onChange(bin.from, bin.to)}
            >
              <title>{`${bin.from}–${bin.to}: ${bin.count}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className="year-fields">
        <YearField label="From" value={from} placeholder={bins[0]?.from} onChange={(year) => onChange(year, to)} />
        <YearField label="To" value={to} placeholder={bins.at(-1)?.to} onChange={(year) => onChange(from, year)} />
      </div>
    </fieldset>
  );
}

interface YearFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly placeholder: number | undefined;
  readonly onChange: (year: number | undefined) => void;
}

/** Takes effect when four digits stand there, or none. */
function YearField({ label, value, placeholder, onChange }: YearFieldProps): ReactNode {
  const [text, setText] = useState(value?.toString() ?? "");
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value?.toString() ?? "");
  }
  const edit = (next: string): void => {
    setText(next);
    if (next === "" || yearOf(next) !== undefined) onChange(yearOf(next));
  };
  return (
    <TextField
      label={label}
      inputMode="numeric"
      maxLength={4}
      value={text}
      placeholder={placeholder?.toString()}
      onChange={(event) => edit(event.target.value.replace(/\D/g, ""))}
    />
  );
}
