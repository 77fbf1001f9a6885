// Gives the same context for the same caller again, so that a thousand changes from one browser tab share one row.
import { randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Clock } from "../runtime/clock.js";
import { type AuditContext, type ContextOrigin, contextOf } from "./audit-context.js";

export class ContextBook {
  readonly #clock: Pick<Clock, "timestamp">;
  readonly #known: LRUCache<string, AuditContext>;

  constructor(clock: Pick<Clock, "timestamp">, entries = 10_000) {
    this.#clock = clock;
    this.#known = new LRUCache({ max: entries });
  }

  /** The context of an origin; undefined when there is nothing to say about it. */
  of(origin: ContextOrigin): AuditContext | undefined {
    const { userId, sessionId, address, userAgent } = origin;
    if (sessionId == null && address == null && userAgent == null) return undefined;
    const key = JSON.stringify([userId, sessionId ?? null, address ?? null, userAgent ?? null]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const context = contextOf(origin, randomBytes(16), this.#clock.timestamp());
    this.#known.set(key, context);
    return context;
  }
}
