// What minting, verifying, consuming and revoking of issued tokens share.
import type { AuditRecorder } from "../../audit/index.js";
import type { Database } from "../../database/index.js";
import type { IssuedToken, Verified } from "../interface.js";
import type { Clock } from "../../runtime/clock.js";
import type { Keyring } from "../../security/index.js";
import type { FencedCache, Found } from "../cache/fenced-cache.js";
import { trustFor } from "../cache/trust.js";
import type { KindPolicy, Kinds } from "../kinds.js";
import type { EndedToken } from "../sql/revoke-issued-token.js";
import type { Use, UseLedger } from "../use-ledger.js";
import type { IssuedFinder } from "./issued-finder.js";
import { type IssuedRow, issuedTokenOf, statusOf, timeLeft } from "./issued-row.js";

/** A live token in memory. The answer is made once, as a promise too, and handed out to every caller. */
export interface CachedIssued {
  readonly answer: Verified & { readonly status: "valid" };
  readonly answered: Promise<Verified>;
  readonly use: Use;
}

export type Refused = Exclude<Verified, { readonly status: "valid" }>;
export type FoundIssued = Found<CachedIssued, Refused>;
export type IssuedCache = FencedCache<CachedIssued, Refused, FoundIssued>;

export interface IssuedRoom {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly clock: Clock;
  readonly kinds: Kinds;
  readonly keyring: Keyring;
  readonly cache: IssuedCache;
  readonly uses: UseLedger;
  readonly finder: IssuedFinder;
  readonly audit: AuditRecorder;
  /** Milliseconds that a token in memory waits for the database to confirm it. */
  readonly patience: number;
}

const refusals: Readonly<Record<Refused["status"], Refused>> = {
  absent: Object.freeze({ status: "absent" }),
  expired: Object.freeze({ status: "expired" }),
  revoked: Object.freeze({ status: "revoked" }),
  consumed: Object.freeze({ status: "consumed" }),
};

export function refused(status: Refused["status"]): Refused {
  return refusals[status];
}

export function valid(token: IssuedToken): Verified & { readonly status: "valid" } {
  return Object.freeze({ status: "valid", token });
}

/** What a row (or its absence) means now, and for how long that may be believed. */
export function foundIssued(room: IssuedRoom, policy: KindPolicy, key: string, row: IssuedRow | undefined): FoundIssued {
  const { clock, uses } = room;
  const believed = (left: number): number | null =>
    policy.singleUse || policy.trust === 0 ? null : trustFor(policy.trust, left, clock);
  const negative = policy.singleUse ? null : trustFor(policy.negativeTrust, Number.POSITIVE_INFINITY, clock);
  if (row === undefined) return { row: key, generation: 0, trust: negative, absent: refused("absent") };
  const lastUse = uses.lastUse(row.id);
  const left = timeLeft(row, clock.now(), policy.idle, lastUse);
  const status = statusOf(row, left);
  const place = { row: row.id, generation: row.generation };
  if (status !== "valid") return { ...place, trust: negative, absent: refused(status) };
  const token = issuedTokenOf(row, lastUse);
  const answer = valid(token);
  const present = { answer, answered: Promise.resolve(answer), use: uses.entry(row.id) };
  return { ...place, trust: believed(left), present, bytes: bytesOf(token) };
}

/** Memory follows a revocation that is committed: what was served before is known to be revoked, also while the database is down. */
export function followEnd({ cache, clock, kinds }: IssuedRoom, { id, kind, generation }: EndedToken): void {
  const key = cache.changed(id, generation);
  if (key === undefined) return;
  const trust = trustFor(kinds.policy(kind).negativeTrust, Number.POSITIVE_INFINITY, clock);
  cache.keep(key, { row: id, generation, trust, absent: refused("revoked") });
}

/** Bytes on the heap, about: the objects themselves and the texts of variable length. */
function bytesOf({ sentTo, userAgent, metadata }: IssuedToken): number {
  return 700 + 2 * ((sentTo?.length ?? 0) + (userAgent?.length ?? 0) + JSON.stringify(metadata).length);
}
