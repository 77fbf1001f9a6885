// A row of the held tokens, and what it means at a given moment.
import type { Generation, HeldTokenInfo, TenantId, TokenId, UserId } from "@holdfast/contract";

/** Everything but the secrets. */
export interface HeldInfoRow {
  readonly id: TokenId;
  readonly userId: UserId;
  readonly tenantId: TenantId | null;
  readonly provider: string;
  readonly account: string;
  readonly status: "active" | "revoked" | "reconnect_required";
  readonly hasRefreshToken: boolean;
  readonly tokenType: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
  readonly refreshExpiresAt: string | null;
  readonly generation: Generation;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly statusReason: string | null;
  readonly metadata: Record<string, unknown>;
}

export interface HeldRow extends HeldInfoRow {
  /** Sealed; null unless active. */
  readonly accessToken: Buffer | null;
}

/** What leaves of a row, field by field. `lastUse` (wall clock) is one that the row does not show yet. */
export function heldInfoOf(row: HeldInfoRow, now: number, lastUse?: number): HeldTokenInfo {
  const { id, userId, tenantId, provider, account, scopes, tokenType, hasRefreshToken, generation } = row;
  const { expiresAt, refreshExpiresAt, createdAt, updatedAt, revokedAt, metadata } = row;
  return Object.freeze({
    id,
    userId,
    tenantId,
    provider,
    account,
    scopes: [...scopes],
    tokenType,
    hasRefreshToken,
    generation,
    status: row.status === "active" && timeLeft(row, now) <= 0 ? "expired" : row.status,
    expiresAt,
    refreshExpiresAt,
    createdAt,
    updatedAt,
    revokedAt,
    metadata,
    lastUsedAt: lastUse === undefined ? row.lastUsedAt : new Date(lastUse).toISOString(),
  });
}

/** Milliseconds until the access token expires; infinite when the provider did not say. */
export function timeLeft({ expiresAt }: Pick<HeldInfoRow, "expiresAt">, now: number): number {
  return expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - now;
}

/** Why there is no access token, one sentence. */
export function reasonOf({ status, statusReason, expiresAt }: HeldInfoRow): string {
  if (status === "active") return `The access token expired at ${expiresAt ?? "an unknown time"}.`;
  const said = statusReason === null ? "" : ` Reason: ${statusReason}`;
  return status === "revoked" ? `The token was revoked.${said}` : `The account has to be connected again.${said}`;
}
