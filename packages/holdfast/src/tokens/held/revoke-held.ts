// Lists held tokens and revokes them: the secrets are gone from the row, and memory follows before the caller hears of it (TK-13).
import type { Actor, HeldTokenInfo, UserId } from "@holdfast/contract";
import { isPassingFailure, type Queryable } from "../../database/index.js";
import type { HeldTokenName } from "../interface.js";
import { listHeldTokens } from "../sql/list-held-tokens.js";
import { lockHeldToken } from "../sql/lock-held-token.js";
import { revokeHeldToken } from "../sql/revoke-held-token.js";
import { findHeldToken } from "../sql/find-held-token.js";
import { type FullName, fullName, keyOfFull } from "./held-name.js";
import { heldInfoOf, type HeldInfoRow } from "./held-row.js";
import { foundNone, type HeldRoom } from "./held-room.js";

/** All of a user's held tokens, whatever their status, without opening any (TK-26). */
export async function listHeld({ database, clock, uses }: HeldRoom, userId: UserId): Promise<readonly HeldTokenInfo[]> {
  const rows = await database.asUser(userId, (db) => listHeldTokens(db, { userId }), "single reads");
  return rows.map((row) => heldInfoOf(row, clock.now(), uses.lastUse(row.id)));
}

/** Undefined when there is none. One that is revoked already stays as it is. */
export async function revokeHeld(
  room: HeldRoom,
  actor: Actor,
  heldName: HeldTokenName,
  reason: string | undefined,
  /** In the same transaction, while the secrets are still there. */
  before: (db: Queryable, name: FullName) => Promise<void> = async () => undefined,
): Promise<HeldTokenInfo | undefined> {
  const { database, clock, cache, audit } = room;
  const name = fullName(actor.userId, heldName);
  const key = keyOfFull(name);
  const begin = cache.begin();
  try {
    const row = await database.asUser(actor.userId, async (db): Promise<HeldInfoRow | undefined> => {
      const place = await lockHeldToken(db, name);
      if (place === undefined) return undefined;
      await before(db, name);
      const revoked = await revokeHeldToken(db, { id: place.id, at: clock.timestamp(), reason: reason ?? null });
      if (revoked === undefined) return findHeldToken(db, name);
      const metadata = { provider: name.provider, generation: revoked.generation, ...(reason === undefined ? {} : { reason }) };
      await audit.record(db, actor, { action: "held_token_revoked", tokenId: revoked.id, metadata });
      return revoked;
    });
    if (row === undefined) return undefined;
    cache.changed(key, row.generation);
    cache.keep(key, foundNone(room, key, name.provider, row), begin);
    return heldInfoOf(row, clock.now());
  } catch (error) {
    // The commit may have arrived although its answer did not.
    if (isPassingFailure(error)) cache.doubt(key);
    throw error;
  }
}
