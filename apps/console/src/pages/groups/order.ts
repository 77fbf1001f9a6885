// Putting a list in another order, one item at a time; pure.

/** The item at `from` goes to `to`, and what lies between moves up. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined) return items;
  const rest = items.filter((_, at) => at !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The place for something held at `y`, between boxes whose middles are given in order; its own is left out. */
export const placeAt = (y: number, middles: readonly number[]): number => middles.filter((middle) => middle < y).length;
