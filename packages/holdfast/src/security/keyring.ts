// The keys that seal secrets: several by id, one of them current, never printed (TK-08).
import { createSecretKey, type KeyObject } from "node:crypto";
import { inspect } from "node:util";
import { HoldfastError } from "@holdfast/contract";
import { parseKeys } from "./key-text.js";
import { hkdfSha256 } from "./primitive.js";
import type { Secret } from "./secret.js";

/** Where a keyring comes from. A key service implements this and returns the same text form. */
export interface KeySource {
  /** For error messages: `environment variable HOLDFAST_KEYS`. */
  readonly name: string;
  load(): Promise<Secret>;
}

/** What a derived key is for. Each purpose has keys of its own, so that one use never weakens another. */
export type KeyPurpose = "seal" | "short-code" | "audit" | "webhook";

/**
 * Several 256-bit keys by id; new secrets are sealed under the current one, old ones open under theirs. The keys are held
 * outside the JavaScript heap, and nobody gets one: rooms ask for keys derived from them.
 */
export class Keyring {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** The key under which new secrets are sealed. */
  readonly currentId: string;

  private constructor(keys: ReadonlyMap<string, KeyObject>, currentId: string) {
    this.#keys = keys;
    this.currentId = currentId;
  }

  /**
   * Reads `id:base64(32 bytes)`, separated by comma or newline. The first is current, or the one named by `current=id`.
   * Lines that begin with # are comments. Throws configuration_invalid, without quoting the text.
   */
  static parse(text: string | Secret, sourceName = "the keyring"): Keyring {
    const { keys, currentId } = parseKeys(typeof text === "string" ? text : text.reveal(), sourceName);
    const held = new Map<string, KeyObject>();
    for (const [id, bytes] of keys) {
      held.set(id, createSecretKey(bytes));
      bytes.fill(0);
    }
    return new Keyring(held, currentId);
  }

  /** All ids, in the order they were given. */
  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  has(id: string): boolean {
    return this.#keys.has(id);
  }

  /**
   * Key material by HKDF-SHA256 from the key `id`; info is `holdfast/v1/<purpose>`. The caller overwrites it after use.
   * Throws key_missing.
   */
  derive(id: string, purpose: KeyPurpose, salt: Uint8Array, bytes: number): Buffer {
    const key = this.#keys.get(id);
    if (key === undefined) throw keyMissing(id, this.ids, {});
    return hkdfSha256(key, salt, `holdfast/v1/${purpose}`, bytes);
  }

  toJSON(): { readonly currentId: string; readonly ids: readonly string[] } {
    return { currentId: this.currentId, ids: this.ids };
  }

  [inspect.custom](): string {
    return `Keyring ${inspect(this.toJSON())}`;
  }
}

/** Loads a keyring from its source. Throws configuration_invalid. */
export async function loadKeyring(source: KeySource): Promise<Keyring> {
  const text = await source.load();
  try {
    return Keyring.parse(text, source.name);
  } finally {
    text.destroy();
  }
}

/** The error for a key that is not in the keyring. */
export function keyMissing(keyId: string, known: readonly string[], data: Readonly<Record<string, unknown>>): HoldfastError {
  return new HoldfastError("key_missing", {
    what: `The key ${keyId} is not in the keyring.`,
    why: "What was sealed under it cannot be opened.",
    action: "Add the key to the keyring again; retire a key only when no row uses it.",
    data: { ...data, keyId, known },
  });
}
