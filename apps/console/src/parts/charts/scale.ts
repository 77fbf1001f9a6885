// Round numbers for the axis of a diagram.

/** The ends and steps of an axis from 0 that holds `most`: at the most `count` steps of 1, 2 or 5 times a power of ten. */
export function axisOf(most: number, count = 4): readonly number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** The same for bytes: round numbers of KiB, MiB or GiB. */
export function bytesAxisOf(most: number, count = 4): readonly number[] {
  const unit = most < 1024 ? 1 : 1024 ** Math.floor(Math.log(most) / Math.log(1024));
  return axisOf(most / unit, count).map((value) => value * unit);
}

/** The same for things that can only be whole. */
export const wholeAxisOf = (most: number, count = 4): readonly number[] =>
  most <= 1 ? [0, 1] : axisOf(most, Math.min(count, Math.ceil(most))).filter((value) => Number.isInteger(value));
