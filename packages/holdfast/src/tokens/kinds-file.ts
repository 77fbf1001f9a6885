// Kinds of tokens from a JSON file, for those who run the server rather than the library (TK-03).
import { readFile } from "node:fs/promises";
import { HoldfastError } from "@holdfast/contract";
import { z } from "zod";
import { Kinds, type TokenKinds } from "./kinds.js";

const fileSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** `{ "invitation": { "prefix": "inv", "lifetime": 604800000, "singleUse": true } }`. Throws configuration_invalid. */
export async function kindsFromFile(path: string): Promise<TokenKinds> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => refuse(path, "it cannot be read", cause));
  const parsed = fileSchema.safeParse(parse(path, text));
  if (!parsed.success) return refuse(path, "it is not an object of objects");
  const kinds = parsed.data as TokenKinds;
  // What is wrong with one of them is said now, by name.
  new Kinds(kinds).has("session");
  return kinds;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    return refuse(path, "it is not JSON", cause);
  }
}

function refuse(path: string, problem: string, cause?: unknown): never {
  throw new HoldfastError("configuration_invalid", {
    what: `The kinds of tokens in ${path} cannot be used: ${problem}.`,
    why: "Tokens of these kinds could not be minted or verified.",
    action: 'Write it like { "invitation": { "prefix": "inv", "lifetime": 604800000, "singleUse": true } }.',
    cause,
  });
}
