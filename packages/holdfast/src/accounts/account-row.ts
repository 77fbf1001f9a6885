// An account as the database holds it, and what leaves of it.
import type { Account, UserId } from "@holdfast/contract";

export interface AccountRow {
  readonly id: UserId;
  readonly email: string;
  readonly role: Account["role"];
  readonly createdAt: string;
  readonly emailVerifiedAt: string | null;
}

/** An account with what proves it. Never leaves this room. */
export interface CredentialRow extends AccountRow {
  readonly passwordHash: string;
}

export function accountOf({ id, email, role, createdAt, emailVerifiedAt }: AccountRow): Account {
  return { id, email, role, createdAt, emailVerifiedAt };
}
