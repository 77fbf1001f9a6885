// Makes one request out of the document: mostly nearly right, sometimes far from it.
import type { Chance } from "../load/chance.js";
import type { ApiDocument, Described, Operation } from "./document.js";
import { type Known, oddText, ValueMaker } from "./value.js";

export interface FuzzRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Which of the sessions it shows. */
  readonly as: "user" | "administrator" | "nobody" | "liar";
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"] as const;
const types = [
  "text/plain",
  "application/xml",
  "application/json; charset=latin1",
  "application/json;",
  "",
  "multipart/form-data",
];

const oddHeaders: readonly (readonly [name: string, value: string])[] = [
  ["content-encoding", "gzip"],
  ["accept", "application/x-nothing"],
  ["accept", "text/event-stream"],
  ["if-none-match", '*, W/"1", "\\"'],
  ["last-event-id", "-1"],
  ["last-event-id", "99999999999999999999"],
  ["x-forwarded-for", "::1, 999.1.1.1, junk"],
  ["cookie", "holdfast=; holdfast=hfs_x; =; ;;"],
  ["origin", "null"],
  ["origin", "http://elsewhere.example"],
  ["sec-fetch-site", "cross-site"],
  ["range", "bytes=0-1,5-2"],
  ["expect", "100-continue"],
  ["user-agent", "x".repeat(3000)],
  ["authorization", "Basic eDp5"],
  ["authorization", "Bearer "],
  ["authorization", `Bearer hfs_${"A".repeat(5000)}`],
  ["authorization", "Bearer a.b.c"],
];

export function makeRequest(document: ApiDocument, described: readonly Described[], chance: Chance, known: Known): FuzzRequest {
  const { method, path, operation } = chance.pick(described);
  const maker = new ValueMaker(document, chance, known, chance.pick([0, 0.02, 0.1, 0.5]));
  const headers: Record<string, string> = {};
  const body = bodyOf(operation, maker, chance, headers);
  if (chance.happens(0.15)) {
    const [name, value] = chance.pick(oddHeaders);
    headers[name] = value;
  }
  return {
    method: chance.happens(0.03) ? chance.pick(methods) : method,
    target: targetOf(path, operation, maker, chance),
    headers,
    body,
    as: chance.pick(["user", "user", "user", "administrator", "administrator", "nobody", "liar"] as const),
  };
}

function targetOf(path: string, { parameters = [] }: Operation, maker: ValueMaker, chance: Chance): string {
  const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
  const wellFormed = (value: string): string => value.replaceAll(/[\ud800-\udfff]/g, "").slice(0, 2000);
  let target = path;
  const query = new URLSearchParams();
  for (const { name, in: place, required = false, schema } of parameters) {
    const value = wellFormed(text(chance.happens(0.05) ? oddText(chance) : maker.make(schema)));
    if (place === "path") target = target.replace(`{${name}}`, encodeURIComponent(chance.happens(0.3) ? "default" : value));
    else if (required || chance.happens(0.4)) query.append(name, value);
    if (place === "query" && chance.happens(0.03)) query.append(name, value);
  }
  if (chance.happens(0.03)) query.append(wellFormed(oddText(chance)), "1");
  const asked = query.size === 0 ? target : `${target}?${query.toString()}`;
  return chance.happens(0.02)
    ? chance.pick([
        `${asked}/`,
        `${asked}?&=&`,
        asked.replace("/api", "//api"),
        `${asked}%zz`,
        `${target}/%2e%2e/x`,
        `${asked}?a=%ff`,
      ])
    : asked;
}

function bodyOf(
  { requestBody }: Operation,
  maker: ValueMaker,
  chance: Chance,
  headers: Record<string, string>,
): Buffer | undefined {
  if (requestBody === undefined) return chance.happens(0.03) ? Buffer.from("{}") : undefined;
  const [type, media] = chance.pick(Object.entries(requestBody.content));
  headers["content-type"] = chance.happens(0.03) ? chance.pick(types) : type;
  if (headers["content-type"] === "") delete headers["content-type"];
  const text = type.startsWith("application/json") ? JSON.stringify(maker.make(media.schema)) : fileText(maker, chance);
  return spoilt(text ?? "null", chance);
}

/** Lines as a file of ids or of CSV would have. */
function fileText(maker: ValueMaker, chance: Chance): string {
  const cell = (): string => (chance.happens(0.7) ? maker.text({ format: "uuid" }) : oddText(chance).slice(0, 500));
  const lines = Array.from({ length: chance.between(0, 20) }, () =>
    chance.happens(0.5) ? cell() : JSON.stringify({ recordId: cell() }),
  );
  return ["recordId", ...lines].join(chance.pick(["\n", "\r\n", "\r"]));
}

/** The bytes of a text, now and then not what they say they are. */
function spoilt(text: string, chance: Chance): Buffer | undefined {
  if (!chance.happens(0.08)) return Buffer.from(text);
  switch (chance.between(0, 8)) {
    case 0:
      return Buffer.from(text.slice(0, chance.between(0, text.length)));
    case 1:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
    case 2:
      return Buffer.from(text, "utf16le");
    case 3:
      return Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x80])]);
    case 4:
      return Buffer.from(text.replace(/\d+/, "1e400"));
    case 5:
      return Buffer.from(text.replace("{", '{"a":1,"a":2,'));
    case 6:
      return Buffer.from(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    case 7:
      return Buffer.from(text.replace(/"[^"]*"/, '"\\ud800\\u0000"'));
    default:
      return undefined;
  }
}
