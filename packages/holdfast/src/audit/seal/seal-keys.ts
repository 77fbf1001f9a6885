// The Ed25519 keys that sign seals: derived from the keyring, so that signing needs the secret and verifying does not.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Keyring } from "../../security/index.js";

// RFC 8410: a PKCS#8 key is this head and 32 bytes of seed, a public key this head and 32 bytes of point.
const privateHead = Buffer.from("302e020100300506032b657004220420", "hex");
const publicHead = Buffer.from("302a300506032b6570032100", "hex");
const salt = Buffer.from("audit-seal");

/** Signs under keys of a keyring and verifies under them and under public keys that somebody kept. */
export class SealKeys {
  readonly #keyring: Keyring;
  readonly #private = new Map<string, KeyObject>();
  readonly #public = new Map<string, KeyObject>();

  /** `known`: public keys by key id (base64), for keys that the keyring no longer has. */
  constructor(keyring: Keyring, known: Readonly<Record<string, string>> = {}) {
    this.#keyring = keyring;
    for (const [id, text] of Object.entries(known)) {
      if (!keyring.has(id))
        this.#public.set(
          id,
          createPublicKey({ key: Buffer.concat([publicHead, Buffer.from(text, "base64")]), format: "der", type: "spki" }),
        );
    }
  }

  get currentId(): string {
    return this.#keyring.currentId;
  }

  canSign(keyId: string): boolean {
    return this.#keyring.has(keyId);
  }

  /** Throws key_missing. */
  sign(keyId: string, hash: Uint8Array): Buffer {
    return sign(null, hash, this.#privateKey(keyId));
  }

  /** Undefined when the key is unknown. */
  verify(keyId: string, hash: Uint8Array, signature: Uint8Array): boolean | undefined {
    const key = this.#publicKey(keyId);
    return key === undefined ? undefined : verify(null, hash, key, signature);
  }

  /** The 32 bytes of the public key in base64; undefined when the key is unknown. */
  publicText(keyId: string): string | undefined {
    return this.#publicKey(keyId)?.export({ format: "der", type: "spki" }).subarray(publicHead.length).toString("base64");
  }

  #privateKey(keyId: string): KeyObject {
    const known = this.#private.get(keyId);
    if (known !== undefined) return known;
    const seed = this.#keyring.derive(keyId, "audit", salt, 32);
    const bytes = Buffer.concat([privateHead, seed]);
    const key = createPrivateKey({ key: bytes, format: "der", type: "pkcs8" });
    seed.fill(0);
    bytes.fill(0);
    this.#private.set(keyId, key);
    return key;
  }

  #publicKey(keyId: string): KeyObject | undefined {
    const known = this.#public.get(keyId);
    if (known !== undefined || !this.#keyring.has(keyId)) return known;
    const key = createPublicKey(this.#privateKey(keyId));
    this.#public.set(keyId, key);
    return key;
  }
}
