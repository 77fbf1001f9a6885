// Puts tokens into the outbox of revocations, sealed for their place there (TK-24).
import type { TenantId, TokenId, UserId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { Clock } from "../../runtime/clock.js";
import { type Keyring, open, seal, type SealBinding, type Secret } from "../../security/index.js";
import type { ProviderRevocation } from "./sql/claim-provider-revocations.js";
import { insertProviderRevocation } from "./sql/insert-provider-revocation.js";

const table = "provider_revocation";

export interface TokensToRevoke {
  readonly tokenId: TokenId;
  readonly userId: UserId;
  readonly tenantId: TenantId | null;
  readonly provider: string;
  readonly refreshToken: Secret | undefined;
  readonly accessToken: Secret | undefined;
}

type Column = "refresh_token" | "access_token";

// Rows of the outbox are written once, so their generation is always the first.
const bindingOf = (id: string, kind: Column): SealBinding => ({ table, rowId: id, kind, generation: 1 });

/** In the caller's transaction, as holdfast_writer or as the token's own user. */
export async function queueRevocation(
  { keyring, clock }: { readonly keyring: Keyring; readonly clock: Clock },
  db: Queryable,
  { tokenId, userId, tenantId, provider, refreshToken, accessToken }: TokensToRevoke,
): Promise<void> {
  const id = clock.uuid();
  const sealed = (secret: Secret | undefined, column: Column): Buffer | null =>
    secret === undefined ? null : seal(keyring, bindingOf(id, column), secret);
  await insertProviderRevocation(db, {
    id,
    tokenId,
    userId,
    tenantId,
    provider,
    refreshToken: sealed(refreshToken, "refresh_token"),
    accessToken: sealed(accessToken, "access_token"),
    keyId: keyring.currentId,
    at: clock.timestamp(),
  });
}

/** Throws unseal_failed and key_missing. */
export function openQueued(keyring: Keyring, row: ProviderRevocation, column: Column): Secret | undefined {
  const sealed = column === "refresh_token" ? row.refreshToken : row.accessToken;
  return sealed === null ? undefined : open(keyring, bindingOf(row.id, column), sealed);
}
