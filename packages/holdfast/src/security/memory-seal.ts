// Keeps cached secrets sealed while they wait in memory, under a key that dies with the process (TK-15).
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import { HoldfastError } from "@holdfast/contract";
import { Secret } from "./secret.js";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHERTEXT_AT = NONCE_BYTES + TAG_BYTES;
const CIPHER = "aes-256-gcm";
const OPTIONS = { authTagLength: TAG_BYTES } as const;

/**
 * A secret as it waits in memory: nonce, tag and ciphertext, three views of one buffer. They are made once, here, because making
 * them takes a quarter of the time of opening, and an entry is opened far more often than it is sealed.
 */
export class MemorySealed {
  /** All of it, in this order. */
  readonly bytes: Buffer;
  readonly nonce: Buffer;
  readonly tag: Buffer;
  readonly ciphertext: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.nonce = bytes.subarray(0, NONCE_BYTES);
    this.tag = bytes.subarray(NONCE_BYTES, CIPHERTEXT_AT);
    this.ciphertext = bytes.subarray(CIPHERTEXT_AT);
  }

  get length(): number {
    return this.bytes.length;
  }
}

/**
 * AES-256-GCM under one random key per vault, which never leaves the memory of OpenSSL. The nonce is a random prefix
 * and a counter, so it never repeats under the key. What it seals is of no use to another process.
 */
export class MemoryVault {
  readonly #key = ephemeralKey();
  readonly #prefix = randomBytes(4).readUInt32BE();
  #count = 0;

  /** Seals bytes, bound to `context` when given (a cache key): they open with the same context only. */
  seal(plaintext: Buffer, context?: Buffer): MemorySealed {
    // A buffer of its own: cached for long, a slice of the shared pool would keep 8 KiB alive for each small entry.
    const bytes = Buffer.allocUnsafeSlow(CIPHERTEXT_AT + plaintext.length);
    this.#writeNonce(bytes);
    const sealed = new MemorySealed(bytes);
    const cipher = createCipheriv(CIPHER, this.#key, sealed.nonce, OPTIONS);
    if (context !== undefined) cipher.setAAD(context);
    bytes.set(cipher.update(plaintext), CIPHERTEXT_AT);
    cipher.final();
    bytes.set(cipher.getAuthTag(), NONCE_BYTES);
    return sealed;
  }

  /** Opens what this vault has sealed. Throws unseal_failed for anything else. */
  open({ nonce, tag, ciphertext }: MemorySealed, context?: Buffer): Secret {
    if (tag.length !== TAG_BYTES) throw unsealFailed();
    const decipher = createDecipheriv(CIPHER, this.#key, nonce, OPTIONS);
    decipher.setAuthTag(tag);
    if (context !== undefined) decipher.setAAD(context);
    const plaintext = decipher.update(ciphertext);
    try {
      decipher.final();
    } catch {
      plaintext.fill(0);
      throw unsealFailed();
    }
    return Secret.adopt(plaintext);
  }

  #writeNonce(sealed: Buffer): void {
    this.#count += 1;
    sealed.writeUInt32BE(this.#prefix, 0);
    sealed.writeUInt32BE(Math.floor(this.#count / 2 ** 32), 4);
    sealed.writeUInt32BE(this.#count % 2 ** 32, 8);
  }
}

function ephemeralKey(): KeyObject {
  const bytes = randomBytes(32);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function unsealFailed(): HoldfastError {
  return new HoldfastError("unseal_failed", {
    what: "A secret in memory could not be opened.",
    why: "It was not sealed by this process for this entry.",
    action: "Drop the entry and read the token from the database.",
  });
}
