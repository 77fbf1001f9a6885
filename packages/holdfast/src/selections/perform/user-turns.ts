// Turns that one user's work takes when it cannot be done in one synchronous step: one at a time, others of that user wait.
import type { UserId } from "@holdfast/contract";

export class UserTurns {
  readonly #last = new Map<UserId, Promise<void>>();

  /** Undefined when nobody has a turn; otherwise resolves when the last one has ended. */
  whenFree(userId: UserId): Promise<void> | undefined {
    return this.#last.get(userId);
  }

  /** Runs the work after every earlier turn of this user. */
  async alone<T>(userId: UserId, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(userId);
    const turn = (async () => {
      await before;
      return work();
    })();
    const ended: Promise<void> = turn.then(
      () => this.#end(userId, ended),
      () => this.#end(userId, ended),
    );
    this.#last.set(userId, ended);
    return turn;
  }

  #end(userId: UserId, ended: Promise<void>): void {
    if (this.#last.get(userId) === ended) this.#last.delete(userId);
  }
}
