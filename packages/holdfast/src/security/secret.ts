// Keeps secret text out of logs, errors and JSON: whatever prints it shows `[secret]`.
import { inspect } from "node:util";
import { HoldfastError } from "@holdfast/contract";
import { equalBytes } from "./constant-time.js";

const MASK = "[secret]";

/**
 * An opaque secret (TK-27). Its bytes live in a private buffer outside the JavaScript heap; `reveal()` and
 * `revealBytes()` are the only ways out. Printing, JSON, inspection, template strings and error messages show `[secret]`.
 */
export class Secret {
  readonly #bytes: Buffer;
  #destroyed = false;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A secret that holds its own copy of the text (as UTF-8) or bytes. */
  static of(text: string | Uint8Array): Secret {
    // A buffer of its own: a pooled one would let the bytes of a neighbour out through `.buffer`.
    const length = typeof text === "string" ? Buffer.byteLength(text) : text.length;
    const bytes = Buffer.alloc(length);
    if (typeof text === "string") bytes.write(text);
    else bytes.set(text);
    return new Secret(bytes);
  }

  /** A secret that takes the buffer over without copying it: the caller must forget it. */
  static adopt(bytes: Buffer): Secret {
    return new Secret(bytes);
  }

  /** The secret as UTF-8 text. The string lives until it is collected: use it at once and do not keep it. */
  reveal(): string {
    return this.#open().toString("utf8");
  }

  /** A copy of the secret's bytes, which the caller may overwrite after use. */
  revealBytes(): Buffer {
    const source = this.#open();
    const copy = Buffer.alloc(source.length);
    copy.set(source);
    return copy;
  }

  /** Bytes of the secret. */
  get length(): number {
    return this.#bytes.length;
  }

  /** Compares in constant time (for secrets of one length). */
  equals(other: Secret): boolean {
    return equalBytes(this.#open(), other.#open());
  }

  /** Overwrites the bytes with zeros; from then on the secret cannot be revealed. */
  destroy(): void {
    this.#bytes.fill(0);
    this.#destroyed = true;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.toPrimitive](): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }

  #open(): Buffer {
    if (!this.#destroyed) return this.#bytes;
    throw new HoldfastError("internal", {
      what: "A secret was used after it had been destroyed.",
      action: "Reveal it before calling destroy().",
    });
  }
}
