// What keeping, getting, listing and revoking of held tokens share.
import type { HeldTokenInfo } from "@holdfast/contract";
import type { AuditRecorder } from "../../audit/index.js";
import type { Database } from "../../database/index.js";
import type { HeldToken } from "../interface.js";
import type { Clock } from "../../runtime/clock.js";
import type { Log } from "../../runtime/log.js";
import type { Keyring, MemorySealed, MemoryVault, Secret } from "../../security/index.js";
import type { FencedCache, Found } from "../cache/fenced-cache.js";
import { trustFor } from "../cache/trust.js";
import type { Use, UseLedger } from "../use-ledger.js";
import type { HeldPolicies } from "./held-policy.js";
import { type HeldInfoRow, heldInfoOf, reasonOf, timeLeft } from "./held-row.js";
import type { Renewal } from "./renewal.js";
import type { Unopened } from "./unopened.js";

/** A live token in memory, sealed under a key that dies with the process (TK-15). */
export interface CachedHeld {
  readonly sealed: MemorySealed;
  readonly info: HeldTokenInfo;
  /** Monotonic milliseconds at which the access token expires. */
  readonly expires: number;
  /** Monotonic milliseconds from which a use asks for a refresh; infinite when there is nothing to refresh with. */
  refreshAt: number;
  readonly use: Use;
}

export type NoToken = Exclude<HeldToken, { readonly status: "active" | "unavailable" }>;
/** A read also carries the secret, for those who wait for it; it is not kept. */
export type FoundHeld = Found<CachedHeld, NoToken> & { readonly secret?: Secret };
export type HeldCache = FencedCache<CachedHeld, NoToken, FoundHeld>;

export interface HeldRoom {
  readonly database: Pick<Database, "asUser" | "asSystem">;
  readonly keyring: Keyring;
  readonly vault: MemoryVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly policies: HeldPolicies;
  readonly cache: HeldCache;
  readonly uses: UseLedger;
  readonly audit: AuditRecorder;
  readonly renewal: Renewal;
  readonly unopened: Unopened;
  /** Milliseconds that a token in memory waits for the database to confirm it. */
  readonly patience: number;
}

/** What a row means now, when it has nothing to serve: absent, expired, revoked or to be connected again. */
export function foundNone(room: HeldRoom, key: string, provider: string, row: HeldInfoRow | undefined): FoundHeld {
  const { clock, policies, uses } = room;
  const policy = policies.of(provider);
  const trust = policy.trust === 0 ? null : trustFor(policy.negativeTrust, Number.POSITIVE_INFINITY, clock);
  if (row === undefined) return { row: key, generation: 0, trust, absent: Object.freeze({ status: "absent" }) };
  const status = row.status === "active" ? "expired" : row.status;
  const info = heldInfoOf(row, clock.now(), uses.lastUse(row.id));
  return { row: key, generation: row.generation, trust, absent: Object.freeze({ status, info, reason: reasonOf(row) }) };
}

/** A live row with its opened secret, sealed again for memory. */
export function foundActive(room: HeldRoom, key: string, row: HeldInfoRow, secret: Secret): FoundHeld {
  const { clock, policies, uses, vault } = room;
  const policy = policies.of(row.provider);
  const left = timeLeft(row, clock.now());
  const plain = secret.revealBytes();
  const sealed = vault.seal(plain);
  plain.fill(0);
  const info = heldInfoOf(row, clock.now(), uses.lastUse(row.id));
  return {
    row: key,
    generation: row.generation,
    trust: policy.trust === 0 ? null : trustFor(policy.trust, left - policy.skew, clock),
    present: { sealed, info, expires: clock.monotonic() + left, refreshAt: refreshAt(room, row, left), use: uses.entry(row.id) },
    bytes: sealed.length + bytesOf(info, key),
    secret,
  };
}

function refreshAt({ renewal, clock }: HeldRoom, row: HeldInfoRow, left: number): number {
  if (!Number.isFinite(left) || !renewal.covers(row)) return Number.POSITIVE_INFINITY;
  return clock.monotonic() + left - renewal.marginOf(timeLeft(row, Date.parse(row.updatedAt)));
}

/** Bytes on the heap, about: the objects themselves and the texts of variable length. */
function bytesOf({ scopes, metadata }: HeldTokenInfo, key: string): number {
  return 1400 + 2 * (key.length + scopes.join("").length + JSON.stringify(metadata).length);
}
