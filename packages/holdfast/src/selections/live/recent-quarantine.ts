// What the database refused lately: a reader who was away meanwhile is told when it comes back (UI-02).
import type { StreamEvent, UserId } from "@holdfast/contract";

export type QuarantinedEvent = Extract<StreamEvent, { type: "quarantined" }>;

/** Of all users together; what is older is in the quarantine and in the trail, where it is looked up. */
const mostKept = 1000;

export class RecentQuarantine {
  #kept: readonly { readonly userId: UserId; readonly event: QuarantinedEvent }[] = [];

  note(userId: UserId, event: QuarantinedEvent): void {
    this.#kept = [...this.#kept.slice(1 - mostKept), { userId, event }];
  }

  of(userId: UserId): readonly QuarantinedEvent[] {
    return this.#kept.filter((each) => each.userId === userId).map(({ event }) => event);
  }
}
