// Holds every answer that a test receives against the OpenAPI document: status, media type and body must be described there.
import { apiBase, endpoints } from "@holdfast/contract";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { type OpenApiDocument, type OpenApiOperation, openApiDocument } from "../openapi/document.js";

interface Described {
  readonly pattern: RegExp;
  readonly method: string;
  readonly operation: OpenApiOperation;
}

type Media = Readonly<Record<string, { readonly schema: object }>>;

let loaded: { readonly document: OpenApiDocument; readonly described: readonly Described[]; readonly ajv: Ajv2020 } | undefined;
const validators = new Map<object, ValidateFunction>();

function load() {
  const document = openApiDocument(endpoints, "test");
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      // Literal paths are tried before those with parameters.
      pattern: new RegExp(`^${apiBase}${path.replace(/\{\w+\}/g, "[^/]+")}$`),
      method: method.toUpperCase(),
      operation,
    })),
  );
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: "document", ...document });
  const literalFirst = described.toSorted(
    (one, other) => Number(one.pattern.source.includes("[^/]+")) - Number(other.pattern.source.includes("[^/]+")),
  );
  return { document, described: literalFirst, ajv };
}

/** References in the document become references to the document. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      key === "$ref" && typeof entry === "string" ? `document${entry}` : absolute(entry),
    ]),
  );
}

function validatorOf(schema: object): ValidateFunction {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = (loaded ??= load()).ajv.compile(absolute(schema) as object);
    validators.set(schema, validator);
  }
  return validator;
}

/** Answers the same response. Throws when the document does not describe it. Streams are described by their media type alone. */
export async function checkAnswer(request: Request, response: Response): Promise<Response> {
  const { pathname } = new URL(request.url);
  loaded ??= load();
  const found = loaded.described.find(({ pattern, method }) => method === request.method && pattern.test(pathname));
  if (found === undefined) return response;
  const { operationId, responses } = found.operation;
  const where = `${operationId} answered ${response.status}`;
  const described = responses[String(response.status)] as { readonly content?: Media } | undefined;
  if (described === undefined)
    throw new Error(`${where}, which the document does not describe: ${await response.clone().text()}`);
  const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  if (described.content === undefined) {
    if (response.status !== 204 && response.status !== 304 && (await response.clone().text()) !== "")
      throw new Error(`${where} with a body that the document does not describe.`);
    return response;
  }
  const media = Object.entries(described.content).find(([name]) => name.split(";")[0] === type)?.[1];
  if (media === undefined) throw new Error(`${where} as ${type}, which the document does not describe.`);
  if (type !== "application/json" && type !== "application/problem+json") return response;
  const validate = validatorOf(media.schema);
  const body: unknown = await response.clone().json();
  if (!validate(body)) throw new Error(`${where} with a body that does not fit: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  return response;
}
