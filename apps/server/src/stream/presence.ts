// Who looks at which group: kept in memory for as long as each place says so, and told to those who look at it too (RT-02).
import { type GroupId, presenceSeconds, type StreamEvent, type UserId, type Viewer, type ViewerId } from "@holdfast/contract";

const lapseMs = presenceSeconds * 1000;
const checkMs = 1000;

interface Present {
  readonly viewer: Viewer;
  until: number;
}

export type Publish = (userId: UserId, event: StreamEvent) => void;

/** Whether the group may be read is asked by the caller, each time somebody says that they look at it. */
export class Presence {
  readonly #publish: Publish;
  readonly #groups = new Map<GroupId, Map<string, Present>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** Everybody who looks at the group now. Others are told when this is news. */
  look(groupId: GroupId, viewer: Omit<Viewer, "since">): readonly Viewer[] {
    const group = this.#groups.get(groupId) ?? new Map<string, Present>();
    this.#groups.set(groupId, group);
    const place = placeOf(viewer.userId, viewer.viewerId);
    const known = group.get(place);
    const since = known?.viewer.since ?? new Date().toISOString();
    group.set(place, { viewer: { ...viewer, since }, until: performance.now() + lapseMs });
    this.#timer ??= setInterval(() => this.#expire(), checkMs).unref();
    return known?.viewer.device !== viewer.device ? this.#tell(groupId) : viewersOf(group);
  }

  lookAway(groupId: GroupId, userId: UserId, viewerId: ViewerId): void {
    this.#remove(groupId, [placeOf(userId, viewerId)]);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#groups.clear();
  }

  #expire(): void {
    const now = performance.now();
    for (const [groupId, group] of this.#groups) {
      const lapsed = [...group].filter(([, { until }]) => until <= now).map(([place]) => place);
      if (lapsed.length > 0) this.#remove(groupId, lapsed);
    }
    if (this.#groups.size === 0) this.stop();
  }

  #remove(groupId: GroupId, places: readonly string[]): void {
    const group = this.#groups.get(groupId);
    const left = places.filter((place) => group?.delete(place) === true);
    if (group?.size === 0) this.#groups.delete(groupId);
    if (left.length > 0) this.#tell(groupId);
  }

  #tell(groupId: GroupId): readonly Viewer[] {
    const viewers = viewersOf(this.#groups.get(groupId) ?? new Map());
    const event: StreamEvent = { type: "presence", groupId, viewers: [...viewers] };
    for (const userId of new Set(viewers.map((viewer) => viewer.userId))) this.#publish(userId, event);
    return viewers;
  }
}

/** Viewers name themselves: nobody can take the place of another user. */
const placeOf = (userId: UserId, viewerId: ViewerId): string => `${userId} ${viewerId}`;

const viewersOf = (group: ReadonlyMap<string, Present>): readonly Viewer[] => [...group.values()].map(({ viewer }) => viewer);
