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
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Domain, format version, table, row id, kind, key id and generation, each preceded by its length in 4 bytes, so
 * that ("ab", "c") and ("a", "bc") differ. Text is UTF-8, numbers are big-endian.
 */
export function encodeBinding(version: number, keyId: string, { table, rowId, kind, generation }: SealBinding): Buffer {
  const fields = [text(DOMAIN), Buffer.of(version), text(table), text(rowId), text(kind), text(keyId), number(generation)];
  return Buffer.concat(fields.flatMap((field) => [lengthOf(field), field]));
}

function text(value: string): Buffer {
  // UTF-8 writes all lone surrogates alike, so two such texts would share their bytes.
  if (LONE_SURROGATE.test(value)) throw unusable("Part of a seal binding is not well-formed Unicode.");
  return Buffer.from(value, "utf8");
}

function number(value: number): Buffer {
  if (!Number.isSafeInteger(value) || value < 0) throw unusable("The generation of a seal binding is not a whole number.");
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function lengthOf(field: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(field.length);
  return bytes;
}

function unusable(what: string): HoldfastError {
  return new HoldfastError("internal", { what, action: "Pass the table, row, kind and generation as the database holds them." });
}
