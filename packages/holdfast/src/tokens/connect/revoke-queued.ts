// One round of the outbox: revokes at the providers what was revoked here, the refresh token first, again until it works (TK-24).
import { HoldfastError } from "@holdfast/contract";
import { backoffDelay } from "../../runtime/backoff.js";
import type { CallOutcome, ProviderPlace } from "../provider/index.js";
import type { RefreshRoom } from "../refresh/refresh-room.js";
import { openQueued } from "./queue-revocation.js";
import { claimProviderRevocations, type ProviderRevocation } from "./sql/claim-provider-revocations.js";
import { deleteProviderRevocation } from "./sql/delete-provider-revocation.js";
import { postponeProviderRevocation } from "./sql/postpone-provider-revocation.js";

const perRound = 20;
const waits = { first: 5000, most: 3600_000 } as const;

/** Answers how many were tried. */
export async function revokeQueued(room: RefreshRoom): Promise<number> {
  const { held, book, policy } = room;
  const providers = book.names.filter((name) => (book.get(name)?.breaker.left ?? 0) === 0);
  // Two calls for each, one after the other, and room to write what became of them.
  const lease = perRound * 2 * policy.callDeadline + policy.leaseReserve;
  const rows = await held.database.asSystem((db) =>
    claimProviderRevocations(db, { at: held.clock.timestamp(), lease, limit: perRound, providers }),
  );
  // oxlint-disable-next-line no-await-in-loop -- a provider is asked one thing at a time
  for (const row of rows) await revokeOne(room, row);
  return rows.length;
}

async function revokeOne(room: RefreshRoom, row: ProviderRevocation): Promise<void> {
  const place = room.book.get(row.provider);
  if (place === undefined) return;
  const refreshed = await tryColumn(room, place, row, "refresh_token");
  const accessed = refreshed.kind === "done" ? await tryColumn(room, place, row, "access_token") : refreshed;
  if (accessed.kind === "done") return finish(room, row, accessed.value === "unsupported" ? undefined : "provider_revoked");
  if (accessed.kind === "unreadable" || row.attempts >= room.policy.revokeTries) {
    const { provider, tokenId, attempts } = row;
    room.held.log.error("A token could not be revoked at its provider, and it is given up: revoke it there by hand.", {
      provider,
      tokenId,
      attempts,
      reason: accessed.reason,
    });
    return finish(room, row, "provider_revocation_failed");
  }
  await postpone(room, row, refreshed.kind === "done", accessed.kind === "passing" ? accessed.retryAfter : undefined);
}

type Unreadable = { readonly kind: "unreadable"; readonly reason: string };
type Tried = CallOutcome<"revoked" | "unsupported"> | Unreadable;

async function tryColumn(
  { held, book }: RefreshRoom,
  { client }: ProviderPlace,
  row: ProviderRevocation,
  column: "refresh_token" | "access_token",
): Promise<Tried> {
  try {
    const secret = openQueued(held.keyring, row, column);
    if (secret === undefined) return { kind: "done", value: "revoked" };
    const outcome = await client.revoke(secret, column);
    secret.destroy();
    book.report(row.provider, outcome.kind === "done" ? undefined : outcome);
    return outcome;
  } catch (error) {
    if (error instanceof HoldfastError) return { kind: "unreadable", reason: error.code };
    throw error;
  }
}

async function finish(
  { held }: RefreshRoom,
  row: ProviderRevocation,
  action: "provider_revoked" | "provider_revocation_failed" | undefined,
) {
  const { id, userId, tokenId, provider, attempts } = row;
  await held.database.asSystem(async (db) => {
    const removed = await deleteProviderRevocation(db, { id });
    if (!removed || action === undefined) return;
    await held.audit.record(db, { userId: null }, { action, userId, tokenId, metadata: { provider, attempts } });
  });
}

async function postpone(
  { held }: RefreshRoom,
  { id, attempts }: ProviderRevocation,
  refreshTokenDone: boolean,
  asked = 0,
): Promise<void> {
  const wait = Math.max(asked, backoffDelay(attempts, waits, held.clock));
  const until = new Date(held.clock.now() + wait).toISOString();
  await held.database.asSystem((db) => postponeProviderRevocation(db, { id, until, refreshTokenDone }));
}
