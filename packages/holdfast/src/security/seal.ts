// Seals secrets for the database so that they open in their own row, kind and generation only (TK-07).
import { HoldfastError } from "@holdfast/contract";
import { encodeBinding, type SealBinding } from "./binding.js";
import { isKeyId } from "./key-text.js";
import { keyMissing, type Keyring } from "./keyring.js";
import { decryptGcm, encryptGcm, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from "./primitive.js";
import { randomSalt } from "./random-salt.js";
import { Secret } from "./secret.js";

const VERSION = 1;
const SALT_BYTES = 16;

interface SealedParts {
  readonly keyId: string;
  readonly salt: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/**
 * Seals a secret under the current key: version, key id, salt, ciphertext, tag (docs/explanation/sealing.md).
 * AES-256-GCM; key and nonce by HKDF-SHA256 from the ring key and a fresh random salt.
 */
export function seal(keyring: Keyring, binding: SealBinding, plaintext: Buffer | Secret): Buffer {
  return sealWithSalt(keyring, binding, plaintext, randomSalt(SALT_BYTES));
}

/** `seal` with a given salt, for the known-answer tests alone: a salt that is used twice breaks the encryption. */
export function sealWithSalt(keyring: Keyring, binding: SealBinding, plaintext: Buffer | Secret, salt: Buffer): Buffer {
  const keyId = keyring.currentId;
  const plain = plaintext instanceof Secret ? plaintext.revealBytes() : plaintext;
  const material = keyring.derive(keyId, "seal", salt, KEY_BYTES + NONCE_BYTES);
  try {
    const { ciphertext, tag } = encryptGcm(inputOf(material, encodeBinding(VERSION, keyId, binding)), plain);
    return Buffer.concat([Buffer.of(VERSION, keyId.length), Buffer.from(keyId, "latin1"), salt, ciphertext, tag]);
  } finally {
    material.fill(0);
    if (plaintext instanceof Secret) plain.fill(0);
  }
}

/**
 * Opens what `seal` made for this very binding. Throws unseal_failed when the bytes were changed, moved or rolled
 * back, and key_missing when the keyring lacks the key.
 */
export function open(keyring: Keyring, binding: SealBinding, sealed: Buffer): Secret {
  const parts = partsOf(sealed);
  if (parts === undefined) throw unsealFailed(binding, undefined);
  const { keyId, salt, ciphertext, tag } = parts;
  if (!keyring.has(keyId)) throw keyMissing(keyId, keyring.ids, { table: binding.table, rowId: binding.rowId });
  const additionalData = encodeBinding(VERSION, keyId, binding);
  const material = keyring.derive(keyId, "seal", salt, KEY_BYTES + NONCE_BYTES);
  try {
    const plaintext = decryptGcm(inputOf(material, additionalData), { ciphertext, tag });
    if (plaintext === undefined) throw unsealFailed(binding, keyId);
    return Secret.adopt(plaintext);
  } finally {
    material.fill(0);
  }
}

/** The id of the key that a sealed secret needs, read without opening it; undefined when it is no sealed secret. */
export function sealedKeyId(sealed: Buffer): string | undefined {
  return partsOf(sealed)?.keyId;
}

function inputOf(material: Buffer, additionalData: Buffer) {
  return { key: material.subarray(0, KEY_BYTES), nonce: material.subarray(KEY_BYTES), additionalData };
}

function partsOf(sealed: Buffer): SealedParts | undefined {
  const idEnd = 2 + (sealed[1] ?? 0);
  const tagStart = sealed.length - TAG_BYTES;
  if (sealed[0] !== VERSION || tagStart < idEnd + SALT_BYTES) return undefined;
  const keyId = sealed.toString("latin1", 2, idEnd);
  if (!isKeyId(keyId)) return undefined;
  return {
    keyId,
    salt: sealed.subarray(idEnd, idEnd + SALT_BYTES),
    ciphertext: sealed.subarray(idEnd + SALT_BYTES, tagStart),
    tag: sealed.subarray(tagStart),
  };
}

// One text for every reason, and no cause: an answer that told them apart would help to forge.
function unsealFailed({ table, rowId }: SealBinding, keyId: string | undefined): HoldfastError {
  return new HoldfastError("unseal_failed", {
    what: `The secret of row ${rowId} in ${table} could not be opened.`,
    why: "It is not what was sealed for this row, so it is not used.",
    action: "Store the token anew, and find out who changed the row or the key.",
    data: { table, rowId, keyId },
  });
}
