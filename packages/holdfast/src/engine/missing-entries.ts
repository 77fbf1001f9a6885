// Which entries of a journal the database does not have, by the positions of its lanes.
import type { Position } from "@holdfast/contract";
import type { Journal, JournalEntry } from "./journal/index.js";
import type { LaneState } from "./sql/lock-lanes.js";

export interface MissingOptions<Body> {
  readonly journal: Pick<Journal<Body>, "read" | "durablePosition">;
  readonly laneOf: (body: Body) => number;
}

/** In order. A lane without a row began behind every position that the database knows, so all that was given to it is missing. */
export async function* missingEntries<Body>(
  { journal, laneOf }: MissingOptions<Body>,
  lanes: readonly LaneState[],
): AsyncGenerator<JournalEntry<Body>, void> {
  const positions = new Map(lanes.map(({ lane, position }) => [lane, position]));
  const behind = Math.min(...positions.values()) as Position;
  if (behind >= journal.durablePosition) return;
  for await (const entry of journal.read(behind)) {
    if (entry.position > (positions.get(laneOf(entry.body)) ?? behind)) yield entry;
  }
}
