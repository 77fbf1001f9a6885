// The name of a held token: whose it is, at which provider, for which account there (TK-02).
import { accountSchema, HoldfastError, providerSchema, type TenantId, type UserId } from "@holdfast/contract";
import type { HeldTokenName } from "../interface.js";

export interface FullName {
  readonly tenantId: TenantId | null;
  readonly userId: UserId;
  readonly provider: string;
  readonly account: string;
}

/**
 * The key in memory. No part holds a slash, so no two names share one. The usual name has a short key: joining and hashing texts is
 * what a hit costs beside opening the secret.
 */
export function keyOf(userId: UserId, { tenantId, provider, account }: HeldTokenName): string {
  if (tenantId === undefined && (account === undefined || account === "default")) return `${userId}/${provider}`;
  return `${tenantId ?? ""}/${userId}/${provider}/${account ?? "default"}`;
}

/**
 * The name with its defaults, ids in the one spelling that the database uses too: what is kept and what is revoked must meet under
 * one key. Throws invalid_request for a provider or account that cannot be a name.
 */
export function fullName(userId: UserId, { tenantId, provider, account = "default" }: HeldTokenName): FullName {
  requireNames(provider, account);
  return {
    tenantId: (tenantId?.toLowerCase() as TenantId | undefined) ?? null,
    userId: userId.toLowerCase() as UserId,
    provider,
    account,
  };
}

/** Pairs of names that were looked at before: the same few come again and again, and looking closely costs more than a hit. */
const usable = new Set<string>();
const mostRemembered = 1000;

function requireNames(provider: string, account: string): void {
  const pair = `${provider}/${account}`;
  if (usable.has(pair)) return;
  const problems = [
    ...problemsOf("provider", providerSchema.safeParse(provider)),
    ...problemsOf("account", accountSchema.safeParse(account)),
  ];
  if (problems.length > 0) {
    throw new HoldfastError("invalid_request", {
      what: "This is not the name of a held token.",
      action: "Name the provider and the account with letters, digits and . _ : @ -",
      fields: problems,
    });
  }
  if (usable.size >= mostRemembered) usable.clear();
  usable.add(pair);
}

/** The key of a full name. */
export function keyOfFull({ userId, tenantId, provider, account }: FullName): string {
  return keyOf(userId, { provider, account, ...(tenantId === null ? {} : { tenantId }) });
}

interface Parsed {
  readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
}

function problemsOf(path: string, { error }: Parsed): readonly { readonly path: string; readonly problem: string }[] {
  return (error?.issues ?? []).map(({ message }) => ({ path, problem: message }));
}
