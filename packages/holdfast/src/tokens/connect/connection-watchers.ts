// Tells those who look at a user's connections that one has changed, here or in another process.
import type { StreamEvent, UserId } from "@holdfast/contract";
import type { Subscription } from "../../runtime/subscription.js";
import type { TokenNotice } from "../token-notice.js";

type ConnectionEvent = Extract<StreamEvent, { readonly type: "connection" }>;
type Listener = (event: ConnectionEvent) => void;

export class ConnectionWatchers {
  readonly #listeners = new Map<UserId, Set<Listener>>();

  watch(userId: UserId, listener: Listener): Subscription {
    const own = this.#listeners.get(userId) ?? new Set();
    this.#listeners.set(userId, own.add(listener));
    return {
      close: () => {
        own.delete(listener);
        if (own.size === 0 && this.#listeners.get(userId) === own) this.#listeners.delete(userId);
      },
    };
  }

  /** A notice names the token and not its state: whoever wants that reads it. */
  tell(notice: TokenNotice): void {
    if (notice.type !== "held") return;
    const { userId, provider, account } = notice;
    const event: ConnectionEvent = { type: "connection", provider, account, status: "changed" };
    for (const listener of this.#listeners.get(userId) ?? []) listener(event);
  }
}
