// Figures over time from samples of the status: counters become rates, pairs of counters become shares.
import type { Status } from "@holdfast/contract";
import type { StatusSample } from "./operations.js";

export interface Figure {
  readonly at: number;
  readonly value: number;
}

type Read = (status: Status) => number;

/** A figure as it was at each moment. */
export const levels = (samples: readonly StatusSample[], read: Read): readonly Figure[] =>
  samples.map(({ at, status }) => ({ at, value: read(status) }));

/** How fast a counter grew between two samples, per second. One that fell was begun anew by a restart: counted from 0. */
export function rates(samples: readonly StatusSample[], read: Read): readonly Figure[] {
  return samples.slice(1).map(({ at, status }, index) => {
    const before = samples[index] as StatusSample;
    const [from, to] = [read(before.status), read(status)];
    return { at, value: (Math.max(0, to < from ? to : to - from) * 1000) / Math.max(1, at - before.at) };
  });
}

/** Which part of a growing whole was good, between two samples; nothing where nothing grew. */
export function shares(samples: readonly StatusSample[], good: Read, whole: Read): readonly Figure[] {
  return samples.slice(1).flatMap(({ at, status }, index) => {
    const before = samples[index] as StatusSample;
    const grown = whole(status) - whole(before.status);
    return grown > 0 ? [{ at, value: (good(status) - good(before.status)) / grown }] : [];
  });
}
