// The text form of a keyring: reads it with errors that name the entry and never quote it, and makes new entries.
import { randomBytes } from "node:crypto";
import { HoldfastError } from "@holdfast/contract";
import { Secret } from "./secret.js";

const KEY_BYTES = 32;
const CURRENT = "current=";
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/_-]{43}=?$/;

export interface ParsedKeys {
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly currentId: string;
}

/** Whether a text can be the id of a key. */
export function isKeyId(text: string): boolean {
  return ID.test(text);
}

/** A new entry for a keyring, `id:base64`. Without an id it gets a random one. */
export function generateKey(id = `k${randomBytes(4).toString("hex")}`): Secret {
  if (!isKeyId(id)) throw unusable("the new key", "the id is not 1 to 32 letters, digits and . _ -");
  return Secret.of(`${id}:${randomBytes(KEY_BYTES).toString("base64")}`);
}

/** Reads the text form. Throws configuration_invalid. */
export function parseKeys(text: string, sourceName: string): ParsedKeys {
  const keys = new Map<string, Buffer>();
  let current: string | undefined;
  for (const [index, entry] of entriesOf(text).entries()) {
    if (entry.startsWith(CURRENT)) {
      if (current !== undefined) throw unusable(sourceName, "current= appears twice");
      current = entry.slice(CURRENT.length).trim();
    } else addKey(keys, entry, `entry ${index + 1}`, sourceName);
  }
  return { keys, currentId: currentOf(keys, current, sourceName) };
}

function entriesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.trimStart().startsWith("#"))
    .flatMap((line) => line.split(","))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

// An id is quoted only when it has the form of one: what was pasted in its place may be a key.
function addKey(keys: Map<string, Buffer>, entry: string, place: string, sourceName: string): void {
  const colon = entry.indexOf(":");
  if (colon < 0) throw unusable(sourceName, `${place} has no id: write id:base64`);
  const id = entry.slice(0, colon).trim();
  if (!isKeyId(id)) throw unusable(sourceName, `the id of ${place} is not 1 to 32 letters, digits and . _ -`);
  if (keys.has(id)) throw unusable(sourceName, `the id ${id} appears twice`);
  const bytes = decodeKey(entry.slice(colon + 1).trim());
  if (bytes === undefined) throw unusable(sourceName, `the key ${id} is not ${KEY_BYTES} bytes in base64`);
  if (bytes.every((byte) => byte === bytes[0])) throw unusable(sourceName, `the key ${id} is a placeholder, not random bytes`);
  for (const [other, known] of keys) {
    if (known.equals(bytes)) throw unusable(sourceName, `${other} and ${id} are the same key`);
  }
  keys.set(id, bytes);
}

function decodeKey(encoded: string): Buffer | undefined {
  if (!BASE64_OF_32_BYTES.test(encoded)) return undefined;
  const bytes = Buffer.alloc(KEY_BYTES);
  bytes.write(encoded, "base64");
  return bytes;
}

function currentOf(keys: ReadonlyMap<string, Buffer>, named: string | undefined, sourceName: string): string {
  const [first] = keys.keys();
  if (first === undefined) throw unusable(sourceName, "it holds no key");
  if (named === undefined) return first;
  if (!keys.has(named)) throw unusable(sourceName, "current= names a key that is not there");
  return named;
}

function unusable(sourceName: string, problem: string): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `The keys from ${sourceName} cannot be used: ${problem}.`,
    why: "Without them no secret can be sealed or opened.",
    action: "Give one or more id:base64 of 32 random bytes, separated by commas or lines.",
  });
}
