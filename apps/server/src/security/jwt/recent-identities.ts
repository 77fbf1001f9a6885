// Tokens that were verified a moment ago, so that not each request pays for a signature and a look at the users table.
import { createHash } from "node:crypto";
import type { Identity } from "../identity.js";

/** How long a user who was taken out of the users table, or a key that the issuer withdrew, still counts. */
const TRUST_MS = 15_000;
const MOST = 10_000;

interface Kept {
  readonly identity: Identity;
  readonly until: number;
}

const keyOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

export class RecentIdentities {
  readonly #kept = new Map<string, Kept>();

  find(token: string): Identity | undefined {
    const key = keyOf(token);
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (kept.until > Date.now()) return kept.identity;
    this.#kept.delete(key);
    return undefined;
  }

  /** Never beyond the token's own end, in milliseconds since 1970. */
  keep(token: string, identity: Identity, end: number): void {
    const oldest = this.#kept.size < MOST ? undefined : this.#kept.keys().next().value;
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(keyOf(token), { identity, until: Math.min(end, Date.now() + TRUST_MS) });
  }
}
