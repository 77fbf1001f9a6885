// Hashes and checks passwords: slow for attackers, bounded for the server, silent about who has an account (SC-06).
import { hash as argon2Hash, parseOptions, verify as argon2Verify } from "@node-rs/argon2";
import { HoldfastError } from "@holdfast/contract";
import { compare as bcryptCompare } from "bcryptjs";
import { Gate } from "./gate.js";
import type { Secret } from "./secret.js";

/** argon2id (the library's default algorithm) at OWASP's parameters: 19 MiB, two passes, one lane. */
export const argon2Parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** Longer passwords are refused before they are hashed. */
export const longestPasswordBytes = 1024;

// The hash of 32 random bytes that nobody kept: the work for accounts that do not exist.
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$yt4VvRm1GuvvKj7c8aug4A$blsJglmiglMj4gPGs/XQls5PJ3SbradYxS8icduJESQ";
// Bounds on what a stored hash may ask for, so that an imported row cannot occupy the server.
const HIGHEST = { bcryptCost: 15, memoryCost: 262_144, timeCost: 16 } as const;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

export interface PasswordOptions {
  /** Hashes at a time. Two of libuv's four threads by default: the others keep the journal's fsync going. */
  readonly concurrent?: number;
  /** Sign-ins that may wait for their turn. */
  readonly waiting?: number;
}

export interface PasswordVerdict {
  readonly ok: boolean;
  /** The password is right, but its hash is old: store `hash(password)` instead. */
  readonly needsRehash: boolean;
}

type Scheme = "argon2id" | "argon2id-weak" | "bcrypt" | "unknown";

/** Password hashing behind a gate. Every method throws invalid_request for too long a password and overloaded when the line is full. */
export class Passwords {
  readonly #gate: Gate;

  constructor({ concurrent = 2, waiting = 64 }: PasswordOptions = {}) {
    this.#gate = new Gate({ concurrent, waiting, typical: 30 });
  }

  /** An argon2id hash in PHC form, with a fresh salt. */
  async hash(password: string | Secret): Promise<string> {
    const bytes = bytesOf(password);
    return this.#gate.run(() => argon2Hash(bytes, argon2Parameters));
  }

  /** Checks a password against a stored argon2id or bcrypt hash. A stored text that is neither never matches. */
  async verify(stored: string, password: string | Secret): Promise<PasswordVerdict> {
    const scheme = schemeOf(stored);
    if (scheme === "unknown") return this.verifyAgainstNothing(password);
    const bytes = bytesOf(password);
    const ok = await this.#gate.run(() =>
      scheme === "bcrypt" ? bcryptCompare(bytes.toString("utf8"), stored) : argon2Verify(stored, bytes),
    );
    return { ok, needsRehash: ok && scheme !== "argon2id" };
  }

  /** For an account that does not exist: the same work as `verify`, and always refused. */
  async verifyAgainstNothing(password: string | Secret): Promise<PasswordVerdict> {
    const bytes = bytesOf(password);
    await this.#gate.run(() => argon2Verify(NOBODY, bytes));
    return { ok: false, needsRehash: false };
  }
}

function bytesOf(password: string | Secret): Buffer {
  const length = typeof password === "string" ? Buffer.byteLength(password) : password.length;
  if (length <= longestPasswordBytes)
    return typeof password === "string" ? Buffer.from(password, "utf8") : password.revealBytes();
  throw new HoldfastError("invalid_request", {
    what: `The password is longer than ${longestPasswordBytes} bytes.`,
    action: "Use a shorter one.",
    fields: [{ path: "password", problem: `longer than ${longestPasswordBytes} bytes` }],
  });
}

function schemeOf(stored: string): Scheme {
  const cost = BCRYPT.exec(stored)?.[1];
  if (cost !== undefined) return Number(cost) <= HIGHEST.bcryptCost ? "bcrypt" : "unknown";
  if (!stored.startsWith("$argon2id$")) return "unknown";
  try {
    return strengthOf(parseOptions(stored));
  } catch {
    return "unknown";
  }
}

function strengthOf({ memoryCost, timeCost, outputLen }: ReturnType<typeof parseOptions>): Scheme {
  if (memoryCost > HIGHEST.memoryCost || timeCost > HIGHEST.timeCost) return "unknown";
  const weak =
    memoryCost < argon2Parameters.memoryCost || timeCost < argon2Parameters.timeCost || outputLen < argon2Parameters.outputLen;
  return weak ? "argon2id-weak" : "argon2id";
}
