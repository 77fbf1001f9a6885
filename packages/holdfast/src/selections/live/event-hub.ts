// Who listens to which user's changes. Delivery is in order; a listener that throws is on its own.
import type { StreamEvent, UserId } from "@holdfast/contract";
import type { Log } from "../../runtime/log.js";

export type Listener = (event: StreamEvent) => void;

export class EventHub {
  readonly #listeners = new Map<UserId, Set<Listener>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  has(userId: UserId): boolean {
    return this.#listeners.has(userId);
  }

  /** Answers how to end it. */
  add(userId: UserId, listener: Listener): () => void {
    const listeners = this.#listeners.get(userId) ?? new Set();
    this.#listeners.set(userId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(userId) === listeners) this.#listeners.delete(userId);
    };
  }

  publish(userId: UserId, event: StreamEvent): void {
    for (const listener of this.#listeners.get(userId) ?? []) {
      try {
        listener(event);
      } catch (error) {
        this.#log.error("A listener of live changes failed.", { reason: String(error) });
      }
    }
  }
}
