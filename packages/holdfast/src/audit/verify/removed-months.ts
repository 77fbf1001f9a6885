// What retention is said to have removed, as seen from one seal.
import type { AuditSeal } from "../seal/audit-seal.js";
import type { DatedRemoval } from "./chain-check.js";

export class RemovedMonths {
  readonly #removals: readonly DatedRemoval[];

  constructor(removals: readonly DatedRemoval[]) {
    this.#removals = removals;
  }

  /** Whether a row of this time, sealed before the removal, may be absent. */
  covers(seq: number, at: string): boolean {
    return this.#removals.some((removal) => removal.seq > seq && removal.from <= at && at < removal.to);
  }

  /** Whether any row of this seal may be absent. */
  touches({ seq, firstAt, lastAt }: AuditSeal): boolean {
    if (firstAt === null || lastAt === null) return false;
    return this.#removals.some((removal) => removal.seq > seq && removal.from <= lastAt && firstAt < removal.to);
  }
}
