// The OpenAPI 3.1 document, generated from the same table that routes and validates (DX-03).
import {
  apiBase,
  type Endpoint,
  type ErrorCode,
  errorCodes,
  errorKinds,
  problemSchema,
  type StreamFormat,
  streamEventSchema,
} from "@holdfast/contract";
import type { z } from "zod";
import { streamTypes } from "../stream/text-stream.js";
import { type JsonSchema, type SchemaCollector, schemaCollector } from "./json-schema.js";

export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: JsonSchema;
    readonly securitySchemes: JsonSchema;
  };
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly [string];
  readonly security: readonly JsonSchema[];
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: true; readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, JsonSchema>>;
}

const json = (schema: JsonSchema) => ({ "application/json": { schema } });
const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
const cookie: JsonSchema = { cookie: [] };
const bearer: JsonSchema = { bearer: [] };

/** Any request can meet these. */
const always: readonly ErrorCode[] = ["invalid_request", "payload_too_large", "internal", "database_unavailable", "overloaded"];

function possibleErrors(endpoint: Endpoint): readonly ErrorCode[] {
  const changes = endpoint.method !== "GET";
  return [
    ...always,
    ...(endpoint.auth === "none"
      ? (["credentials_refused", "email_taken", "link_refused"] as const)
      : (["unauthenticated", "issuer_unavailable"] as const)),
    ...(endpoint.auth === "bearer" || endpoint.auth === "admin" ? (["forbidden"] as const) : []),
    ...(changes ? (["cross_site_refused"] as const) : []),
    ...(endpoint.params === undefined && endpoint.body === undefined ? [] : (["not_found"] as const)),
    ...(endpoint.body === undefined && endpoint.accepts === undefined
      ? []
      : (["payload_too_large", "unsupported_media_type", "limit_exceeded"] as const)),
    ...(endpoint.limit === "none" ? [] : (["rate_limited"] as const)),
    ...(endpoint.path.startsWith("/admin/keys/") ? (["key_in_use"] as const) : []),
    ...(endpoint.path === "/operations"
      ? ([
          "group_name_taken",
          "operation_reused",
          "default_group_required",
          "version_changed",
          "not_found",
          "journal_full",
        ] as const)
      : []),
  ];
}

function problemResponses(endpoint: Endpoint): Readonly<Record<string, JsonSchema>> {
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of possibleErrors(endpoint))
    byStatus.set(errorKinds[code].status, (byStatus.get(errorKinds[code].status) ?? new Set()).add(code));
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: [...codes].map((code) => `\`${code}\`: ${errorKinds[code].title}.`).join(" "), content: problem },
    ]),
  );
}

function parametersOf(
  collector: SchemaCollector,
  schema: z.ZodObject | undefined,
  place: "path" | "query",
): readonly OpenApiParameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = collector.of(schema, "input") as {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === "path" || (required.includes(name) && own["default"] === undefined),
    schema: own,
    ...(typeof description === "string" ? { description } : {}),
  }));
}

const conditional: readonly OpenApiParameter[] = [
  {
    name: "If-None-Match",
    in: "header",
    required: false,
    schema: { type: "string" },
    description: "The `etag` of the copy at hand: answered with 304 when it is current.",
  },
];
const resumable: readonly OpenApiParameter[] = [
  {
    name: "Last-Event-ID",
    in: "header",
    required: false,
    schema: { type: "string" },
    description: "Deliver what came after this event.",
  },
];

/** Text that is a sequence of JSON documents. */
const manyOf = (description: string, schema: JsonSchema): JsonSchema => ({
  type: "string",
  description,
  contentMediaType: "application/json",
  contentSchema: schema,
});

function eventStreamContent(collector: SchemaCollector): JsonSchema {
  const schema = collector.of(streamEventSchema, "output");
  return { "text/event-stream": { schema: manyOf("Server-sent events; the data of each is a StreamEvent as JSON.", schema) } };
}

function formatContent(collector: SchemaCollector, { answers }: Endpoint, format: StreamFormat): readonly [string, JsonSchema] {
  if (format === "csv") return [streamTypes.csv, { schema: { type: "string", description: "RFC 4180, with a header line." } }];
  const line = answers[200] == null ? {} : collector.of(answers[200], "output");
  return [streamTypes.lines, { schema: manyOf("JSON lines; each fits this schema.", line) }];
}

function successResponses(collector: SchemaCollector, endpoint: Endpoint): Readonly<Record<string, JsonSchema>> {
  const { stream } = endpoint;
  if (stream === "events") return { "200": { description: "A stream of events.", content: eventStreamContent(collector) } };
  if (stream !== undefined) {
    const content = Object.fromEntries(stream.map((format) => formatContent(collector, endpoint, format)));
    return { "200": { description: "Text that comes piece by piece.", content } };
  }
  const answers = Object.entries(endpoint.answers).map(([status, schema]): readonly [string, JsonSchema] =>
    schema === null
      ? [status, { description: "Done." }]
      : [status, { description: "Done.", content: json(collector.of(schema, "output")) }],
  );
  return Object.fromEntries(
    isConditional(endpoint) ? [...answers, ["304", { description: "The copy at hand is current." }]] : answers,
  );
}

const isConditional = (endpoint: Endpoint): boolean => endpoint.path === "/groups/{group}/records";

function securityOf(auth: Endpoint["auth"]): readonly JsonSchema[] {
  if (auth === "none") return [];
  return auth === "bearer" ? [bearer] : [cookie, bearer];
}

function requestBodyOf(collector: SchemaCollector, { body, accepts }: Endpoint): Pick<OpenApiOperation, "requestBody"> {
  if (body !== undefined) return { requestBody: { required: true, content: json(collector.of(body, "input")) } };
  if (accepts === undefined) return {};
  const file = { schema: { type: "string", description: "A record id or a reference a line, or columns of either." } };
  return { requestBody: { required: true, content: Object.fromEntries(accepts.map((format) => [mediaTypeOf(format), file])) } };
}

const mediaTypeOf = (format: StreamFormat): string => streamTypes[format].split(";")[0] ?? "";

function operationOf(collector: SchemaCollector, operationId: string, endpoint: Endpoint): OpenApiOperation {
  const parameters = [
    ...parametersOf(collector, endpoint.params, "path"),
    ...parametersOf(collector, endpoint.query, "query"),
    ...(isConditional(endpoint) ? conditional : []),
    ...(endpoint.stream === "events" ? resumable : []),
  ];
  return {
    operationId,
    summary: endpoint.auth === "admin" ? `${endpoint.summary} (administrators)` : endpoint.summary,
    tags: [endpoint.tag],
    security: securityOf(endpoint.auth),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBodyOf(collector, endpoint),
    responses: { ...successResponses(collector, endpoint), ...problemResponses(endpoint) },
  };
}

const errorTable = (): string =>
  errorCodes.map((code) => `- \`${code}\` (${errorKinds[code].status}): ${errorKinds[code].title}.`).join("\n");

/** The document for a table of endpoints. */
export function openApiDocument(endpoints: Readonly<Record<string, Endpoint>>, version: string): OpenApiDocument {
  const collector = schemaCollector();
  collector.of(problemSchema, "output");
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const [id, endpoint] of Object.entries(endpoints))
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operationOf(collector, id, endpoint);
  return {
    openapi: "3.1.0",
    info: {
      title: "Holdfast",
      version,
      description: `Tokens and selections that users cannot afford to lose.\n\nErrors are problem documents (RFC 9457). Their codes:\n\n${errorTable()}`,
    },
    servers: [{ url: apiBase }],
    tags: [...new Set(Object.values(endpoints).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...collector.named, Problem: collector.named["Problem"] ?? {} },
      responses: {},
      securitySchemes: {
        cookie: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-holdfast",
          description: "The session of a browser. Called `holdfast` on plain http.",
        },
        bearer: { type: "http", scheme: "bearer", description: "A session of transport `bearer`, for programs." },
      },
    },
  };
}
