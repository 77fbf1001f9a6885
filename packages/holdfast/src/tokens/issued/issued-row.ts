// A row of the issued tokens, and what it means at a given moment.
import type { TenantId, TokenId, UserId } from "@holdfast/contract";
import type { IssuedToken } from "../interface.js";

export interface IssuedRow {
  readonly id: TokenId;
  readonly kind: string;
  readonly tenantId: TenantId | null;
  readonly userId: UserId | null;
  readonly sentTo: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly idleExpiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly consumedAt: string | null;
  readonly revokedAt: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly metadata: Record<string, unknown>;
  readonly generation: number;
}

export type IssuedStatus = "valid" | "expired" | "revoked" | "consumed";

/** Milliseconds until the token ends by itself; `lastUse` (wall clock) is one that the row does not show yet. */
export function timeLeft(row: IssuedRow, now: number, idle: number | undefined, lastUse: number | undefined): number {
  const untilEnd = Date.parse(row.expiresAt) - now;
  if (row.idleExpiresAt === null) return untilEnd;
  const fromRow = Date.parse(row.idleExpiresAt);
  const fromMemory = idle === undefined || lastUse === undefined ? fromRow : lastUse + idle;
  return Math.min(untilEnd, Math.max(fromRow, fromMemory) - now);
}

export function statusOf(row: IssuedRow, left: number): IssuedStatus {
  if (row.revokedAt !== null) return "revoked";
  if (row.consumedAt !== null) return "consumed";
  return left <= 0 ? "expired" : "valid";
}

/** What leaves of a row, field by field. */
export function issuedTokenOf(row: IssuedRow, lastUse?: number): IssuedToken {
  const { id, kind, userId, tenantId, sentTo, createdAt, expiresAt, address, userAgent, metadata } = row;
  const lastUsedAt = lastUse === undefined ? row.lastUsedAt : new Date(lastUse).toISOString();
  return Object.freeze({ id, kind, userId, tenantId, sentTo, createdAt, expiresAt, lastUsedAt, address, userAgent, metadata });
}
