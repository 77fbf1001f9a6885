// Takes the lease of a refresh in one short transaction, and writes down that the provider is about to be called (TK-19, TK-21).
import type { Generation, TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import { open, type Secret } from "../../security/index.js";
import type { FullName } from "../held/held-name.js";
import type { HeldInfoRow } from "../held/held-row.js";
import { secretBinding } from "../held/held-seal.js";
import { answerLostTwice } from "./refresh-reason.js";
import type { RefreshRoom } from "./refresh-room.js";
import { findRefreshIntent, type RefreshIntent } from "./sql/find-refresh-intent.js";
import { finishRefreshLease } from "./sql/finish-refresh-lease.js";
import { lockRefreshable, type RefreshableRow } from "./sql/lock-refreshable.js";
import { requireReconnect } from "./sql/require-reconnect.js";
import { takeRefreshLease } from "./sql/take-refresh-lease.js";

export interface Lease {
  readonly leaseId: string;
  readonly tokenId: TokenId;
  readonly generation: Generation;
  readonly name: FullName;
  readonly refreshToken: Secret;
  readonly row: HeldInfoRow;
  /** Failures of this generation before, and whether one of them ended without an answer. */
  readonly failures: number;
  readonly doubtful: boolean;
}

export type Beginning =
  | { readonly kind: "leased"; readonly lease: Lease }
  /** The row is at another generation or in another state than the caller has seen: whoever changed it has said the rest. */
  | { readonly kind: "moved"; readonly row: HeldInfoRow | undefined }
  /** Another process is calling; its lease lasts so many milliseconds. */
  | { readonly kind: "busy"; readonly left: number }
  /** The last call failed, and the next try is so many milliseconds away. */
  | { readonly kind: "resting"; readonly left: number }
  /** Two calls disappeared: the connection was ended. */
  | { readonly kind: "ended"; readonly row: HeldInfoRow };

export function beginRefresh(room: RefreshRoom, name: FullName, generation: number): Promise<Beginning> {
  return room.held.database.asSystem(async (db): Promise<Beginning> => {
    const row = await lockRefreshable(db, name);
    if (row === undefined || row.generation !== generation || row.status !== "active" || row.refreshToken === null)
      return { kind: "moved", row };
    const intent = await findRefreshIntent(db, { tokenId: row.id, generation });
    if (intent !== undefined && intent.leaseId !== null && intent.leaseLeft > 0) return { kind: "busy", left: intent.leaseLeft };
    if (intent !== undefined && intent.leaseId === null && intent.waitLeft > 0) return { kind: "resting", left: intent.waitLeft };
    // Whoever had the lease never said how the call ended.
    const lost = (intent?.lost ?? 0) + (intent !== undefined && intent.leaseId !== null ? 1 : 0);
    if (intent !== undefined && lost >= 2) return endLost(room, db, row, intent);
    return { kind: "leased", lease: await take(room, db, name, row, row.refreshToken, intent, lost) };
  });
}

async function take(
  { held, policy }: RefreshRoom,
  db: Queryable,
  name: FullName,
  row: RefreshableRow,
  sealed: Buffer,
  intent: RefreshIntent | undefined,
  lost: number,
): Promise<Lease> {
  const refreshToken = held.unopened.watch(row.id, () => open(held.keyring, secretBinding(row, "refresh_token"), sealed));
  const place = { tokenId: row.id, generation: row.generation, leaseId: held.clock.uuid() };
  const failures = intent?.failures ?? 0;
  const unanswered = intent?.unanswered ?? false;
  const length = policy.callDeadline + policy.leaseReserve;
  await takeRefreshLease(db, { ...place, length, lost, unanswered, failures });
  return { ...place, name, row, refreshToken, failures, doubtful: unanswered || lost > 0 };
}

async function endLost({ held }: RefreshRoom, db: Queryable, row: RefreshableRow, intent: RefreshIntent): Promise<Beginning> {
  const { id, generation, userId, provider } = row;
  const ended = await requireReconnect(db, { id, generation, at: held.clock.timestamp(), reason: answerLostTwice });
  if (ended === undefined) return { kind: "moved", row };
  if (intent.leaseId !== null) await finishRefreshLease(db, { tokenId: id, generation, leaseId: intent.leaseId });
  const metadata = { provider, generation: ended.generation, reason: answerLostTwice };
  await held.audit.record(db, { userId: null }, { action: "reconnect_required", userId, tokenId: id, metadata });
  return { kind: "ended", row: ended };
}
