// Holds an answer against the document: its status, its media type and its body must be described there, and nothing may be our fault.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { ApiDocument, Described, Schema } from "./document.js";
import type { FuzzRequest } from "./make-request.js";

export interface Given {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** The answer ended before its end. */
  readonly isCut?: boolean;
}

/** What is wrong with an answer; undefined when nothing is. */
export type Judge = (request: Pick<FuzzRequest, "method" | "target">, answer: Given) => string | undefined;

/** References in the document become references to the document. */
const absolute = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) =>
    key === "$ref" && typeof entry === "string" ? [key, `document${entry}`] : [key, absolute(entry)],
  );
  return Object.fromEntries(entries) as unknown;
};

const isOverload = ({ status, headers, text }: Given): boolean =>
  status === 503 && text.includes('"code":"overloaded"') && Number(headers["retry-after"]) >= 1;

export function judgeBy(document: ApiDocument, described: readonly Described[]): Judge {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "document", ...document });
  const validators = new Map<Schema, ValidateFunction>();
  const fits = (schema: Schema, value: unknown): boolean => {
    let validate = validators.get(schema);
    if (validate === undefined) validators.set(schema, (validate = ajv.compile(absolute(schema) as object)));
    return validate(value) as boolean;
  };
  return (request, answer) => {
    if (answer.isCut === true) return "the answer was cut off";
    if (answer.status >= 500 && !isOverload(answer)) return "that is a fault of the server";
    const path = request.target.split(/[?#]/)[0] ?? "";
    const found = described.find(({ method, pattern }) => method === request.method && pattern.test(path));
    return found === undefined ? undefined : misfit(found, answer, fits);
  };
}

function misfit({ operation }: Described, answer: Given, fits: (schema: Schema, value: unknown) => boolean): string | undefined {
  const response = operation.responses[String(answer.status)];
  if (response === undefined) return `${operation.operationId} does not describe that status`;
  if (response.content === undefined) return answer.text === "" ? undefined : `${operation.operationId} describes no body`;
  const type = String(answer.headers["content-type"] ?? "").split(";")[0];
  const media = Object.entries(response.content).find(([name]) => name.split(";")[0] === type)?.[1];
  if (media === undefined) return `${operation.operationId} does not describe ${String(type)}`;
  if (type !== "application/json" && type !== "application/problem+json") return undefined;
  return fits(media.schema, parsed(answer.text)) ? undefined : `the body does not fit what ${operation.operationId} describes`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
