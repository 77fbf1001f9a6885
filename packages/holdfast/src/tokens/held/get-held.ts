// Gets a held token: from memory while it may be trusted, from the database otherwise (TK-10, TK-11, TK-14, TK-17).
import type { UserId } from "@holdfast/contract";
import { isPassingFailure } from "../../database/index.js";
import type { CacheUse, HeldToken, HeldTokenName } from "../interface.js";
import { Secret } from "../../security/index.js";
import { askWithin } from "../cache/ask.js";
import { findHeldToken } from "../sql/find-held-token.js";
import { type FullName, fullName, keyOf, keyOfFull } from "./held-name.js";
import { timeLeft } from "./held-row.js";
import { type CachedHeld, foundActive, type FoundHeld, foundNone, type HeldRoom, type NoToken } from "./held-room.js";
import { openAccessToken } from "./held-seal.js";

type Expired = Extract<NoToken, { readonly info: unknown }>;

/** Milliseconds between two occasions at which one entry asks for a refresh. */
const aheadPause = 10_000;

export function createGetter(room: HeldRoom): (userId: UserId, name: HeldTokenName, use: CacheUse) => Promise<HeldToken> {
  return async (userId, name, use) => {
    const known = use === "use" ? fromMemory(room, keyOf(userId, name)) : undefined;
    if (known !== undefined && known.status !== "expired") return known;
    const full = fullName(userId, name);
    const key = keyOfFull(full);
    // Ids in another spelling miss above and are found here.
    const respelled = use === "use" && key !== keyOf(userId, name) ? fromMemory(room, key) : undefined;
    const found = known ?? respelled ?? (await readThrough(room, key, full, use));
    return found.status === "expired" ? renewed(room, key, full, found) : found;
  };
}

/** Waits for a new token when the old one has expired and can be refreshed (TK-19). */
async function renewed(room: HeldRoom, key: string, name: FullName, found: Expired): Promise<HeldToken> {
  const { renewal } = room;
  if (!renewal.covers(found.info)) return found;
  const end = await renewal.renew(name, found.info.generation);
  if (end.status === "settled") return fromMemory(room, key) ?? readThrough(room, key, name, "use");
  return { status: "unavailable", info: found.info, reason: end.reason, retryAfterSeconds: end.retryAfterSeconds };
}

function fromMemory(room: HeldRoom, key: string): HeldToken | undefined {
  const now = room.clock.monotonic();
  const known = room.cache.get(key, now);
  return known === undefined ? room.cache.getAbsent(key, now) : serve(room, known, now);
}

function serve(room: HeldRoom, known: CachedHeld, now: number): HeldToken {
  const { sealed, info, use } = known;
  room.uses.note(use, now);
  if (now >= known.refreshAt) refreshAhead(room, known, now);
  return { status: "active", accessToken: room.vault.open(sealed), info };
}

/** The caller has its token; the next one is fetched behind its back. */
function refreshAhead({ renewal }: HeldRoom, known: CachedHeld, now: number): void {
  known.refreshAt = now + aheadPause;
  const { tenantId, userId, provider, account, generation } = known.info;
  renewal.ahead({ tenantId, userId, provider, account }, generation);
}

async function readThrough(room: HeldRoom, key: string, name: FullName, use: CacheUse): Promise<HeldToken> {
  const { cache, clock, uses } = room;
  const read = (): Promise<FoundHeld> => readHeld(room, key, name);
  let found: FoundHeld;
  try {
    const reading = use === "bypass" ? cache.readPast(key, read) : cache.read(key, read, { join: use === "use" });
    const hasFallback = fallback(room, key, name.provider) !== undefined;
    found = await (hasFallback ? askWithin(reading, room.patience, clock) : reading);
  } catch (error) {
    const known = isPassingFailure(error) ? fallback(room, key, name.provider) : undefined;
    if (known === undefined) throw error;
    return "present" in known ? serve(room, known.present, clock.monotonic()) : known.absent;
  }
  if (!("present" in found)) return found.absent;
  const now = clock.monotonic();
  uses.note(found.present.use, now);
  if (now >= found.present.refreshAt) refreshAhead(room, found.present, now);
  // Everybody who waited for this read gets a secret of their own, so that none can destroy another's.
  const accessToken =
    found.secret === undefined ? room.vault.open(found.present.sealed) : Secret.adopt(found.secret.revealBytes());
  return { status: "active", accessToken, info: found.present.info };
}

async function readHeld(room: HeldRoom, key: string, name: FullName): Promise<FoundHeld> {
  const { database, keyring, clock, unopened } = room;
  const row = await database.asUser(name.userId, (db) => findHeldToken(db, name), "single reads");
  if (row?.status !== "active" || timeLeft(row, clock.now()) <= 0) return foundNone(room, key, name.provider, row);
  return foundActive(
    room,
    key,
    row,
    unopened.watch(row.id, () => openAccessToken(keyring, row)),
  );
}

type Fallback = { readonly present: CachedHeld } | { readonly absent: NoToken };

/**
 * While the database cannot be asked: a known revocation is final, and a known token serves while its trust lasts, or until it
 * expires, as the policy says (TK-14).
 */
function fallback({ cache, policies, clock }: HeldRoom, key: string, provider: string): Fallback | undefined {
  const { present, absent, trusted } = cache.lastKnown(key);
  if (absent?.status === "revoked") return { absent };
  const { whenDatabaseDown } = policies.of(provider);
  if (present === undefined || whenDatabaseDown === "refuse_at_once") return undefined;
  const serves = whenDatabaseDown === "serve" ? clock.monotonic() < present.expires : trusted;
  return serves ? { present } : undefined;
}
