// Which lane an operation goes to: users are divided among lanes, and large operations have one of their own.
import type { UserId } from "@holdfast/contract";

/** With more than one lane this one is for large operations; alone it is for everything, as it was before there were others. */
export const firstLane = 0;
/** From so many rows on an operation is large: others would feel that they wait for it. */
export const largeOperation = 1000;

export class LanePlan {
  readonly #count: number;

  /** `count` lanes in all; at least one. */
  constructor(count: number) {
    this.#count = count;
  }

  get lanes(): readonly number[] {
    return Array.from({ length: this.#count }, (_, lane) => lane);
  }

  /** Where this user's operations go as a rule. The end of a UUID is as good as random in every version. */
  homeOf(userId: UserId): number {
    const shared = this.#count - 1;
    return shared < 1 ? firstLane : 1 + (parseInt(userId.slice(-8), 16) % shared);
  }

  /** Whether many users' operations go through this lane, so that each batch has to be short. */
  isShared(lane: number): boolean {
    return this.#count > 1 && lane !== firstLane;
  }

  isLarge(weight: number): boolean {
    return weight > largeOperation;
  }
}
