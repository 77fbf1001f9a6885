// Who else looks at a group, in words: other tabs and devices of one's own, and other people (RT-02).
import type { UserId, Viewer } from "@holdfast/contract";

export interface Looker {
  readonly userId: UserId;
  readonly device: string;
}

function placeOf({ userId, name, device }: Viewer, own: Looker): string {
  if (userId !== own.userId) return name ?? "somebody else";
  return device === null || device === own.device ? "another tab" : device;
}

function many(place: string, count: number): string {
  if (count === 1) return place;
  return place === "another tab" ? `${count} other tabs` : `${place} (${count})`;
}

/** "Also open in another tab and Firefox on Linux", "Ben and another tab": empty when nobody else looks. */
export function viewerWords(others: readonly Viewer[], own: Looker): string {
  const counts = new Map<string, number>();
  for (const viewer of others) counts.set(placeOf(viewer, own), (counts.get(placeOf(viewer, own)) ?? 0) + 1);
  const places = [...counts].map(([place, count]) => many(place, count));
  if (places.length === 0) return "";
  const list = new Intl.ListFormat("en-GB").format(places);
  return others.every(({ userId }) => userId === own.userId) ? `Also open in ${list}` : `Also here: ${list}`;
}
