// Reads a JSON body within limits: size, encoding, depth and the keys and characters that only an attack sends.
import { HoldfastError } from "@holdfast/contract";
import type { Asked } from "./asked.js";

export interface BodyLimits {
  /** Bytes. */
  readonly bodyBytes: number;
  /** Objects and lists inside each other. */
  readonly bodyDepth: number;
}

const invalid = (what: string, action: string) => new HoldfastError("invalid_request", { what, action });
const tooLarge = (bytes: number) =>
  new HoldfastError("payload_too_large", {
    what: `The body is larger than ${bytes} bytes.`,
    action: "Send less at once: several operations, or a query instead of a list of ids.",
    data: { limitBytes: bytes },
  });

function assertJson(headers: Asked["headers"]): void {
  const type = headers.get("content-type") ?? "";
  const encoding = headers.get("content-encoding") ?? "identity";
  if (/^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(type) && encoding === "identity") return;
  throw new HoldfastError("unsupported_media_type", {
    what: "The body is not declared as plain JSON.",
    action: "Send `content-type: application/json` in UTF-8, without a content-encoding.",
  });
}

async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The bytes of the body. With a declared length the whole is read at once; without, it is counted as it comes. */
async function readBytes(request: Asked, limit: number): Promise<Uint8Array> {
  const declared = request.headers.get("content-length");
  if (declared === null) return request.body === null ? new Uint8Array() : await collect(request.body, limit);
  if (Number(declared) > limit) throw tooLarge(limit);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > limit) throw tooLarge(limit);
  return bytes;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid("The body is not valid UTF-8.", "Encode the JSON text as UTF-8.");
  }
}

function parse(text: string): unknown {
  if (text === "") throw invalid("The body is empty.", "Send a JSON document.");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid("The body is not valid JSON.", "Check the text with a JSON parser.");
  }
}

/** PostgreSQL cannot keep these: the zero character and halves of surrogate pairs. */
const unstorable = /[\0\p{Cs}]/u;

/** Refuses text that no column can hold. */
export function assertStorable(text: string): void {
  if (unstorable.test(text)) throw invalid("A text contains a zero character or half a surrogate pair.", "Remove it.");
}

function assertKey(key: string, value: unknown): void {
  const poison =
    key === "__proto__" ||
    (key === "constructor" && typeof value === "object" && value !== null && Object.hasOwn(value, "prototype"));
  if (poison) throw invalid(`The key \`${key}\` is not accepted.`, "Choose another key.");
  assertStorable(key);
}

/** `thorough`: look at every text too, not only at the depth. */
function inspect(value: unknown, depthLeft: number, thorough: boolean): void {
  if (typeof value === "string") {
    if (thorough) assertStorable(value);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (depthLeft === 0) throw invalid("The body is nested too deeply.", "Send a flatter document.");
  if (Array.isArray(value)) {
    for (const entry of value) inspect(entry, depthLeft - 1, thorough);
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    if (thorough) assertKey(key, entry);
    inspect(entry, depthLeft - 1, thorough);
  }
}

// Zero characters and lone surrogates can only come as \u escapes; without those and without a suspicious key, texts need no look.
const suspicious = /\\u|__proto__|constructor/;

/** The parsed JSON body (SC-03). Throws payload_too_large, unsupported_media_type or invalid_request. */
export async function readBody(request: Asked, limits: BodyLimits): Promise<unknown> {
  assertJson(request.headers);
  const text = decode(await readBytes(request, limits.bodyBytes));
  const value = parse(text);
  inspect(value, limits.bodyDepth, suspicious.test(text));
  return value;
}
