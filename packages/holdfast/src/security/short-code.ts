// Codes that people type: few digits, so they are stored as a keyed hash and guarded by an attempt limit elsewhere (TK-04).
import { randomInt } from "node:crypto";
import { HoldfastError } from "@holdfast/contract";
import type { Keyring } from "./keyring.js";
import { hmacSha256 } from "./primitive.js";
import { Secret } from "./secret.js";

const NO_SALT = Buffer.alloc(0);

/** A code of 4 to 14 digits, each value as likely as the other. Throws configuration_invalid. */
export function shortCode(length: number): Secret {
  if (!Number.isInteger(length) || length < 4 || length > 14) {
    throw new HoldfastError("configuration_invalid", {
      what: `A short code cannot have ${length} digits.`,
      action: "Choose a length of 4 to 14.",
    });
  }
  return Secret.of(String(randomInt(10 ** length)).padStart(length, "0"));
}

/**
 * HMAC-SHA256 of a short code, bound to what it is for (`context`: the kind and the user), under a key derived from
 * the keyring: whoever reads the table cannot try out the codes. Store the key id beside it. Throws key_missing.
 */
export function hashShortCode(keyring: Keyring, context: string, code: string | Secret, keyId = keyring.currentId): Buffer {
  const key = keyring.derive(keyId, "short-code", NO_SALT, 32);
  const digits = typeof code === "string" ? code : code.reveal();
  try {
    return hmacSha256(key, `${Buffer.byteLength(context)}:${context}:${digits}`);
  } finally {
    key.fill(0);
  }
}
