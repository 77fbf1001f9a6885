// Seals the secrets of a held token into their row, and opens them there alone (TK-07).
import { HoldfastError } from "@holdfast/contract";
import { type Keyring, open, seal, type SealBinding, type Secret } from "../../security/index.js";
import type { HeldRow } from "./held-row.js";

const table = "held_token";

export type SecretColumn = "access_token" | "refresh_token";

interface Place {
  readonly id: string;
  readonly generation: number;
}

export function secretBinding({ id, generation }: Place, kind: SecretColumn): SealBinding {
  return { table, rowId: id, kind, generation };
}

export function sealColumn(keyring: Keyring, place: Place, column: SecretColumn, text: string): Buffer {
  const plain = Buffer.from(text, "utf8");
  try {
    return seal(keyring, secretBinding(place, column), plain);
  } finally {
    plain.fill(0);
  }
}

/** Throws unseal_failed when the ciphertext is not the one that was sealed for this row at this generation. */
export function openAccessToken(keyring: Keyring, row: HeldRow): Secret {
  if (row.accessToken !== null) return open(keyring, secretBinding(row, "access_token"), row.accessToken);
  throw new HoldfastError("unseal_failed", {
    what: `Row ${row.id} of ${table} is active and has no access token.`,
    why: "Somebody changed the row.",
    action: "Store the token anew.",
    data: { table, rowId: row.id },
  });
}
