// The text of an issued token: a typed prefix, 256 random bits and a checksum, so that junk never reaches the database.
import { hash as digest, randomBytes } from "node:crypto";
import { HoldfastError } from "@holdfast/contract";
import { Secret } from "./secret.js";
import { base64urlAlphabet, tokenChecksum } from "./token-checksum.js";

/** Prefixes of the built-in kinds. Applications bring their own. */
export const builtInPrefixes = { session: "hfs", passwordReset: "hfp", emailVerification: "hfv" } as const;

/** What a prefix may look like. */
export const tokenPrefixPattern = /^[a-z][a-z0-9]{1,15}$/;

/**
 * Finds issued tokens in any text, for secret scanners (TK-04). Add the `g` flag to find them all; the checksum
 * (`parseTokenText`) then tells a token from a look-alike. The sixth character from the end carries two bits: A to D.
 */
export const tokenTextPattern = /(?<![A-Za-z0-9])[a-z][a-z0-9]{1,15}_[A-Za-z0-9_-]{43}[A-D][A-Za-z0-9_-]{5}(?![A-Za-z0-9_-])/;

const BODY = 43;
const CHECKSUM = 6;
const UNDERSCORE = 95;
const LONGEST = 16 + 1 + BODY + CHECKSUM;

/** An issued token as it left `mintTokenText`: the text for its owner, the hash for the database. */
export interface MintedTokenText {
  readonly secret: Secret;
  /** SHA-256 of the whole text. */
  readonly hash: Buffer;
}

/** A text that has the form of an issued token. Whether it is one, only the hash can tell. */
export class ParsedTokenText {
  constructor(
    readonly prefix: string,
    /** SHA-256 of the whole text, one character per byte: the cheapest key of a map. Not for people to read. */
    readonly key: string,
  ) {}

  /** SHA-256 of the whole text, as the database holds it. Made when asked for. */
  get hash(): Buffer {
    return Buffer.from(this.key, "latin1");
  }
}

/** The map key of a hash from the database, equal to `ParsedTokenText.key`. */
export function tokenKeyOf(hash: Buffer): string {
  return hash.toString("latin1");
}

/** Refuses a prefix that a token text cannot carry (configuration_invalid). */
export function assertTokenPrefix(prefix: string): void {
  if (tokenPrefixPattern.test(prefix)) return;
  throw new HoldfastError("configuration_invalid", {
    what: `${JSON.stringify(prefix)} cannot be the prefix of a token.`,
    why: "The prefix tells people and secret scanners what the token is.",
    action: "Use 2 to 16 lower-case letters and digits that begin with a letter.",
  });
}

/** A new token text with 256 random bits (TK-04). Throws configuration_invalid for a prefix that does not fit. */
export function mintTokenText(prefix: string): MintedTokenText {
  assertTokenPrefix(prefix);
  const unsigned = `${prefix}_${randomBytes(32).toString("base64url")}`;
  const text = unsigned + checksumOf(unsigned);
  return { secret: Secret.of(text), hash: Buffer.from(sha256(text), "latin1") };
}

/** Takes a text apart, or refuses it as junk or a typo without asking anybody (TK-04). */
export function parseTokenText(text: string): ParsedTokenText | undefined {
  const length = text.length;
  if (length > LONGEST) return undefined;
  const separator = length - BODY - CHECKSUM - 1;
  if (separator < 2 || !hasPrefix(text, separator) || !hasChecksum(text)) return undefined;
  return new ParsedTokenText(text.slice(0, separator), sha256(text));
}

/**
 * The key of a text that begins and ends where a token of this prefix does; its checksum is not looked at. Who has a token under this
 * key needs no checksum, which is a fifth of what it costs to verify from memory.
 */
export function tokenKeyIn(text: string, prefix: string): string | undefined {
  const separator = prefix.length;
  if (text.length !== separator + 1 + BODY + CHECKSUM) return undefined;
  return text.charCodeAt(separator) === UNDERSCORE && text.startsWith(prefix) ? sha256(text) : undefined;
}

// "binary" is Node's name for latin1: 32 characters of one byte, a little faster than hex and base64url and half to three quarters of their size.
function sha256(text: string): string {
  return digest("sha256", text, "binary");
}

function hasPrefix(text: string, separator: number): boolean {
  if (text.charCodeAt(separator) !== UNDERSCORE || !isLowerCase(text.charCodeAt(0))) return false;
  for (let at = 1; at < separator; at++) {
    const code = text.charCodeAt(at);
    if (!isLowerCase(code) && (code < 48 || code > 57)) return false;
  }
  return true;
}

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

function hasChecksum(text: string): boolean {
  const end = text.length - CHECKSUM;
  const sum = tokenChecksum(text, end);
  if (sum < 0) return false;
  for (let at = 0; at < CHECKSUM; at++) if (text.charCodeAt(end + at) !== digitOf(sum, at)) return false;
  return true;
}

function checksumOf(unsigned: string): string {
  const sum = tokenChecksum(unsigned, unsigned.length);
  return String.fromCharCode(...Array.from({ length: CHECKSUM }, (_, at) => digitOf(sum, at)));
}

// Six characters of six bits hold the 32 bits, most significant first; the first carries two.
function digitOf(sum: number, at: number): number {
  return base64urlAlphabet.charCodeAt((sum >>> (30 - 6 * at)) & 63);
}
