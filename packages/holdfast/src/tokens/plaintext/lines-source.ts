// Reads plaintext tokens from JSON lines, as a store in memory writes them: user_id, provider and the tokens, one object a line.
import { HoldfastError } from "@holdfast/contract";
import { z } from "zod";
import type { PlainRow } from "./plain-row.js";
import type { PlainSource } from "./table-source.js";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const time = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => value ?? null);
const tokensSchema = z.object({
  access_token: text,
  refresh_token: text,
  expires_at: time,
  token_type: text,
  scopes: z.array(z.string()).nullish(),
});
const lineSchema = z
  .object({ id: text, user_id: text, provider: text, platform: text, account: text, tokens: tokensSchema.optional() })
  .extend(tokensSchema.shape);

/** `name` tells this file from others when an import is continued. Times are ISO 8601, or seconds or milliseconds since 1970. */
export function openLinesSource(name: string, lines: AsyncIterable<string>, provider?: string): PlainSource {
  return { name, pages: (size) => pagesOf(lines, size, provider ?? null) };
}

async function* pagesOf(lines: AsyncIterable<string>, size: number, provider: string | null): AsyncIterable<readonly PlainRow[]> {
  let page: PlainRow[] = [];
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    page.push(rowOf(line, number, provider));
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function rowOf(line: string, number: number, standard: string | null): PlainRow {
  const parsed = lineSchema.safeParse(parse(line, number));
  if (!parsed.success) throw unreadable(number);
  const { id, user_id: userId, provider, platform, account, tokens, ...flat } = parsed.data;
  const held = tokens ?? flat;
  const name = provider ?? platform ?? standard;
  return {
    key: id ?? [userId, name, account ?? "default"].join("/"),
    userId,
    provider: name,
    account,
    accessToken: held.access_token,
    refreshToken: held.refresh_token,
    expiresAt: timeOf(held.expires_at),
    tokenType: held.token_type,
    scopes: held.scopes ?? null,
  };
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The parser's own error would quote the line.
    throw unreadable(number);
  }
}

const firstMillisecondTime = 100_000_000_000;

function timeOf(value: string | number | null): string | null {
  if (value === null) return null;
  const date = new Date(typeof value === "number" && value < firstMillisecondTime ? value * 1000 : value);
  return Number.isNaN(date.getTime()) ? "unreadable" : date.toISOString();
}

function unreadable(number: number): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: `Line ${number} is not a JSON object with user_id, provider and tokens.`,
    why: "What came before it is imported; nothing of this line is shown, because it holds secrets.",
    action: "Correct the line and start the import again: it goes on from there.",
  });
}
