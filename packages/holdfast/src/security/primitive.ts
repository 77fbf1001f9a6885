// The three primitives that everything sealed rests on, and nothing else of ours: what Wycheproof's vectors are run against.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, type KeyObject } from "node:crypto";

export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";
const OPTIONS = { authTagLength: TAG_BYTES } as const;

export interface GcmInput {
  readonly key: Buffer | KeyObject;
  readonly nonce: Buffer;
  readonly additionalData: Buffer;
}

export interface Encrypted {
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/** AES-256-GCM with a nonce of 12 bytes and a tag of 16. */
export function encryptGcm({ key, nonce, additionalData }: GcmInput, plaintext: Buffer): Encrypted {
  const cipher = createCipheriv(CIPHER, key, nonce, OPTIONS);
  cipher.setAAD(additionalData);
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return { ciphertext, tag: cipher.getAuthTag() };
}

/** The plaintext, in a buffer of its own; undefined when the tag does not fit, and then nothing of it is left. */
export function decryptGcm({ key, nonce, additionalData }: GcmInput, { ciphertext, tag }: Encrypted): Buffer | undefined {
  const decipher = createDecipheriv(CIPHER, key, nonce, OPTIONS);
  decipher.setAAD(additionalData).setAuthTag(tag);
  const unchecked = decipher.update(ciphertext);
  try {
    decipher.final();
    return unchecked;
  } catch {
    unchecked.fill(0);
    return undefined;
  }
}

/** HKDF-SHA256. Throws for more than 255 blocks. */
export function hkdfSha256(key: Buffer | KeyObject, salt: Uint8Array, info: string | Uint8Array, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, info, bytes));
}

export function hmacSha256(key: Buffer | string, text: string | Buffer): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
