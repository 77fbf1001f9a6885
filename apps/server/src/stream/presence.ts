// Who looks at which group: kept in memory for as long as each place says so, and told to those who look at it too (RT-02).
import { type GroupId, presenceSeconds, type StreamEvent, type UserId, type Viewer, type ViewerId } from "@holdfast/contract";
import { type Clock, systemClock } from "holdfast";

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
  readonly #clock: Pick<Clock, "monotonic" | "timestamp" | "pause">;
  readonly #groups = new Map<GroupId, Map<string, Present>>();
  readonly #ending = new AbortController();
  #watching = false;

  constructor(publish: Publish, clock: Pick<Clock, "monotonic" | "timestamp" | "pause"> = systemClock) {
    this.#publish = publish;
    this.#clock = clock;
  }

  /** Everybody who looks at the group now. Others are told when this is news. */
  look(groupId: GroupId, viewer: Omit<Viewer, "since">): readonly Viewer[] {
    const group = this.#groups.get(groupId) ?? new Map<string, Present>();
    this.#groups.set(groupId, group);
    const place = placeOf(viewer.userId, viewer.viewerId);
    const known = group.get(place);
    const since = known?.viewer.since ?? this.#clock.timestamp();
    group.set(place, { viewer: { ...viewer, since }, until: this.#clock.monotonic() + lapseMs });
    void this.#watch();
    return known?.viewer.device !== viewer.device ? this.#tell(groupId) : viewersOf(group);
  }

  lookAway(groupId: GroupId, userId: UserId, viewerId: ViewerId): void {
    this.#remove(groupId, [placeOf(userId, viewerId)]);
  }

  stop(): void {
    this.#ending.abort();
    this.#groups.clear();
  }

  /** As long as anybody looks at anything. */
  async #watch(): Promise<void> {
    const { signal } = this.#ending;
    if (this.#watching) return;
    this.#watching = true;
    while (this.#groups.size > 0 && !signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await this.#clock.pause(checkMs, signal);
      this.#expire();
    }
    this.#watching = false;
  }

  #expire(): void {
    const now = this.#clock.monotonic();
    for (const [groupId, group] of this.#groups) {
      const lapsed = [...group].filter(([, { until }]) => until <= now).map(([place]) => place);
      if (lapsed.length > 0) this.#remove(groupId, lapsed);
    }
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
