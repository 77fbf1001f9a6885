// Writes what a provider answered, in one short transaction that generation and lease fence (TK-20, TK-22).
import type { Generation } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { HeldInfoRow } from "../held/held-row.js";
import { sealColumn } from "../held/held-seal.js";
import { queueRevocation } from "../connect/queue-revocation.js";
import type { CallFailure, GrantedTokens } from "../provider/index.js";
import type { Lease } from "./begin-refresh.js";
import { deadReason } from "./refresh-reason.js";
import type { RefreshRoom } from "./refresh-room.js";
import { findRefreshIntent } from "./sql/find-refresh-intent.js";
import { finishRefreshLease } from "./sql/finish-refresh-lease.js";
import { lockRefreshable } from "./sql/lock-refreshable.js";
import { releaseRefreshLease } from "./sql/release-refresh-lease.js";
import { requireReconnect } from "./sql/require-reconnect.js";
import { saveRefreshedToken } from "./sql/save-refreshed-token.js";

/** `written`: by this call. Otherwise somebody else was faster, and the row as it is then. */
export interface Ending {
  readonly written: boolean;
  readonly row: HeldInfoRow | undefined;
}

export function saveGranted(room: RefreshRoom, lease: Lease, granted: GrantedTokens): Promise<Ending> {
  const { held } = room;
  const { tokenId, generation, leaseId, name } = lease;
  return held.database.asSystem(async (db): Promise<Ending> => {
    // The row first, in a statement of its own: what is read after this is current.
    const current = await lockRefreshable(db, name);
    const saved = await saveRefreshedToken(db, { ...contentsOf(room, lease, granted), leaseId });
    if (saved !== undefined) {
      await finishRefreshLease(db, { tokenId, generation, leaseId });
      const metadata = { provider: name.provider, generation: saved.generation };
      await held.audit.record(db, { userId: null }, { action: "token_refreshed", userId: name.userId, tokenId, metadata });
      return { written: true, row: saved };
    }
    const intent = await findRefreshIntent(db, { tokenId, generation });
    // The first try did commit, and its answer was lost.
    if (intent?.finishedBy === leaseId) return { written: true, row: current };
    if (current === undefined || current.status === "revoked") await queueGranted(room, db, lease, granted);
    return { written: false, row: current };
  });
}

/** The revocation stands; what was minted meanwhile is to be revoked at the provider. */
async function queueGranted(
  { held }: RefreshRoom,
  db: Queryable,
  { name, tokenId }: Lease,
  granted: GrantedTokens,
): Promise<void> {
  const { refreshToken, accessToken } = granted;
  await queueRevocation(held, db, { ...name, tokenId, refreshToken, accessToken });
}

function contentsOf({ held, book }: RefreshRoom, { tokenId: id, generation, row, refreshToken }: Lease, granted: GrantedTokens) {
  const { keyring, clock } = held;
  const next = { id, generation: (generation + 1) as Generation };
  const known = book.get(row.provider)?.client.provider.accessTokenLifetime;
  const expiresIn = granted.expiresIn ?? (known === null || known === undefined ? undefined : known * 1000);
  const after = (milliseconds: number | undefined): string | null =>
    milliseconds === undefined ? null : new Date(clock.now() + milliseconds).toISOString();
  return {
    ...next,
    accessToken: sealColumn(keyring, next, "access_token", granted.accessToken.reveal()),
    refreshToken: sealColumn(keyring, next, "refresh_token", (granted.refreshToken ?? refreshToken).reveal()),
    keyId: keyring.currentId,
    tokenType: granted.tokenType,
    scopes: granted.scopes ?? row.scopes,
    expiresAt: after(expiresIn),
    refreshExpiresAt: after(granted.refreshExpiresIn) ?? (granted.refreshToken === undefined ? row.refreshExpiresAt : null),
    at: clock.timestamp(),
  };
}

/** The grant is dead, unless the row says that somebody has rotated it meanwhile. */
export function saveDead({ held }: RefreshRoom, lease: Lease, said: string): Promise<Ending> {
  const { tokenId, generation, leaseId, name, doubtful } = lease;
  return held.database.asSystem(async (db): Promise<Ending> => {
    const current = await lockRefreshable(db, name);
    const intent = await findRefreshIntent(db, { tokenId, generation });
    if (current?.generation !== generation || intent?.leaseId !== leaseId) return { written: false, row: current };
    const reason = deadReason(said, doubtful);
    const ended = await requireReconnect(db, { id: tokenId, generation, at: held.clock.timestamp(), reason });
    if (ended === undefined) return { written: false, row: current };
    await finishRefreshLease(db, { tokenId, generation, leaseId });
    const metadata = { provider: name.provider, generation: ended.generation, reason };
    await held.audit.record(db, { userId: null }, { action: "reconnect_required", userId: name.userId, tokenId, metadata });
    return { written: true, row: ended };
  });
}

/** Gives the lease back. The trail is told of the first failure of a generation, not of each. */
export function saveFailure(
  { held }: RefreshRoom,
  lease: Lease,
  failure: Exclude<CallFailure, { readonly kind: "dead" }>,
  wait: number,
): Promise<void> {
  const { tokenId, generation, leaseId, name, failures } = lease;
  const unanswered = failure.kind === "passing" && failure.unanswered;
  return held.database.asSystem(async (db) => {
    const released = await releaseRefreshLease(db, { tokenId, generation, leaseId, unanswered, wait });
    if (!released || failures > 0) return;
    const metadata = { provider: name.provider, generation, reason: failure.reason };
    await held.audit.record(db, { userId: null }, { action: "token_refresh_failed", userId: name.userId, tokenId, metadata });
  });
}
