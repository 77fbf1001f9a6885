// Providers from a JSON file, such as a mounted secret: `{ "github": { "clientId": "…", "clientSecret": "…" } }`.
import { readFile } from "node:fs/promises";
import { HoldfastError } from "@holdfast/contract";
import { z } from "zod";
import type { ProvidersOption } from "./provider-book.js";
import { providerOf, type ProviderOptions } from "./provider-options.js";

const fileSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Throws configuration_invalid, without quoting the file: it holds secrets. */
export async function providersFromFile(path: string): Promise<ProvidersOption> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => refuse(path, "it cannot be read", cause));
  const parsed = fileSchema.safeParse(parse(path, text));
  if (!parsed.success) return refuse(path, "it is not an object of objects");
  const providers = parsed.data as Readonly<Record<string, unknown>> as ProvidersOption;
  // What is wrong with one of them is said now, by name.
  for (const [name, options] of Object.entries(providers)) providerOf(name, options satisfies ProviderOptions);
  return providers;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own sentence quotes the text.
    return refuse(path, "it is not JSON");
  }
}

function refuse(path: string, problem: string, cause?: unknown): never {
  throw new HoldfastError("configuration_invalid", {
    what: `The providers in ${path} cannot be used: ${problem}.`,
    why: "Accounts could not be connected or refreshed.",
    action: 'Write it like { "github": { "clientId": "…", "clientSecret": "…" } }.',
    cause,
  });
}
