// Says where a sealed secret belongs, in bytes that no two places share: the additional data of its encryption.
import { HoldfastError } from "@holdfast/contract";

/** The place of a sealed secret. It opens there and nowhere else (TK-07). */
export interface SealBinding {
  readonly table: string;
  readonly rowId: string;
  /** Which secret of the row: `access_token`, `refresh_token`, … */
  readonly kind: string;
  /** The generation of the row at which the secret was written: an older ciphertext does not open. */
  readonly generation: number;
}

const DOMAIN = "holdfast/seal";
/** Domain, version and generation with the lengths before them. */
const FIXED_BYTES = 4 + DOMAIN.length + 4 + 1 + 4 + 8;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Domain, format version, table, row id, kind, key id and generation, each preceded by its length in 4 bytes, so
 * that ("ab", "c") and ("a", "bc") differ. Text is UTF-8, numbers are big-endian.
 */
export function encodeBinding(version: number, keyId: string, { table, rowId, kind, generation }: SealBinding): Buffer {
  if (!Number.isSafeInteger(generation) || generation < 0)
    throw unusable("The generation of a seal binding is not a whole number.");
  const texts = [table, rowId, kind, keyId];
  const lengths = texts.map(byteLength);
  // One buffer, written once: sealing and opening do this for every secret.
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, FIXED_BYTES));
  let at = bytes.writeUInt32BE(DOMAIN.length, 0);
  at += bytes.write(DOMAIN, at, "latin1");
  at = bytes.writeUInt32BE(1, at);
  at = bytes.writeUInt8(version, at);
  for (const [index, text] of texts.entries()) {
    at = bytes.writeUInt32BE(lengths[index] ?? 0, at);
    at += bytes.write(text, at, "utf8");
  }
  at = bytes.writeUInt32BE(8, at);
  bytes.writeBigUInt64BE(BigInt(generation), at);
  return bytes;
}

// UTF-8 writes all lone surrogates alike, so two such texts would share their bytes.
function byteLength(text: string): number {
  if (LONE_SURROGATE.test(text)) throw unusable("Part of a seal binding is not well-formed Unicode.");
  return Buffer.byteLength(text, "utf8");
}

function unusable(what: string): HoldfastError {
  return new HoldfastError("internal", { what, action: "Pass the table, row, kind and generation as the database holds them." });
}
