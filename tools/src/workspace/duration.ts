// Prints how long a step took, in the unit that people read at a glance.

/** `340 ms`, `2.1 s`. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
