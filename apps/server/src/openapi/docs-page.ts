// A page to read the API by: static HTML from the OpenAPI document, without a script and without the internet (DX-03).
import type { OpenApiDocument, OpenApiOperation, OpenApiParameter } from "./document.js";
import type { JsonSchema } from "./json-schema.js";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");
/** Text with `code` marks. */
const prose = (text: string): string => escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** What a response or schema says about itself. */
function describe({ description }: JsonSchema): string {
  return typeof description === "string" ? prose(description) : "";
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

function schemaBlock(schema: JsonSchema): string {
  const reference = schema["$ref"];
  if (typeof reference === "string")
    return `<p class="ref"><a href="#schema-${escape(nameOf(reference))}">${escape(nameOf(reference))}</a></p>`;
  return `<details><summary>Schema</summary><pre>${linked(JSON.stringify(schema, null, 2))}</pre></details>`;
}

/** JSON text whose references can be followed. */
function linked(text: string): string {
  return escape(text).replace(/&quot;#\/components\/schemas\/(\w+)&quot;/g, '<a href="#schema-$1">&quot;$1&quot;</a>');
}

function typeOf(schema: JsonSchema): string {
  const {
    type,
    enum: values,
    format,
    anyOf,
  } = schema as {
    readonly type?: string;
    readonly enum?: readonly unknown[];
    readonly format?: string;
    readonly anyOf?: readonly JsonSchema[];
  };
  if (values !== undefined) return values.map(String).join(" | ");
  if (anyOf !== undefined) return anyOf.map(typeOf).join(" | ");
  const constant = schema["const"];
  return constant === undefined ? [type, format].filter(Boolean).join(", ") : JSON.stringify(constant);
}

function parameterRow({ name, in: place, required, schema, description }: OpenApiParameter): string {
  return `<tr><td><code>${escape(name)}</code>${required ? ' <span class="required">required</span>' : ""}</td><td>${place}</td><td>${escape(typeOf(schema))}</td><td>${prose(description ?? "")}</td></tr>`;
}

function parameterTable(parameters: readonly OpenApiParameter[] | undefined): string {
  if (parameters === undefined) return "";
  return `<h4>Parameters</h4><div class="wide"><table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${parameters.map(parameterRow).join("")}</tbody></table></div>`;
}

function contentBlocks(content: unknown): string {
  const entries = Object.entries((content ?? {}) as Readonly<Record<string, { readonly schema: JsonSchema }>>);
  return entries
    .filter(([type]) => type !== "application/problem+json")
    .map(([, { schema }]) => schemaBlock(schema))
    .join("");
}

function responseItem([status, response]: readonly [string, JsonSchema]): string {
  const kind = status < "400" ? "good" : "bad";
  return `<li><span class="status ${kind}">${status}</span> <div>${describe(response)}${contentBlocks(response["content"])}</div></li>`;
}

function whoMay({ security }: OpenApiOperation): string {
  if (security.length === 0) return "anybody";
  return security.length === 1 ? "programs (bearer)" : "signed in";
}

function operationSection(base: string, path: string, method: string, operation: OpenApiOperation): string {
  const body = operation.requestBody === undefined ? "" : `<h4>Body</h4>${contentBlocks(operation.requestBody.content)}`;
  return `<details class="operation" id="${escape(operation.operationId)}">
<summary><span class="method ${method}">${method.toUpperCase()}</span> <code>${escape(base + path)}</code> <span class="summary">${prose(operation.summary)}</span> <span class="who">${whoMay(operation)}</span></summary>
<div class="inside">${parameterTable(operation.parameters)}${body}<h4>Answers</h4><ul class="answers">${Object.entries(operation.responses).map(responseItem).join("")}</ul></div>
</details>`;
}

function tagSection(document: OpenApiDocument, tag: string): string {
  const base = document.servers[0]?.url ?? "";
  const sections = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags[0] === tag)
      .map(([method, operation]) => operationSection(base, path, method, operation)),
  );
  return `<section aria-labelledby="tag-${tag}"><h2 id="tag-${tag}">${escape(tag)}</h2>${sections.join("\n")}</section>`;
}

function schemaSection([name, schema]: readonly [string, JsonSchema]): string {
  return `<details class="schema" id="schema-${escape(name)}"><summary><code>${escape(name)}</code> ${describe(schema)}</summary><pre>${linked(JSON.stringify(schema, null, 2))}</pre></details>`;
}

/** The description's paragraphs and its list. */
function introduction(text: string): string {
  const [lead = "", ...rest] = text.split("\n\n");
  const items = rest.flatMap((part) => part.split("\n")).filter((line) => line.startsWith("- "));
  const errors = `<details class="schema"><summary>Error codes (${items.length})</summary><ul>${items.map((item) => `<li>${prose(item.slice(2))}</li>`).join("")}</ul></details>`;
  return `<p class="lead">${prose(lead)}</p><p>${prose(rest[0] ?? "")}</p>${errors}`;
}

/** The whole page. Its only other file is the style sheet at `stylePath`. */
export function docsPage(document: OpenApiDocument, stylePath: string): string {
  const { info, tags, components, servers } = document;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(info.title)} API ${escape(info.version)}</title>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<header><h1>${escape(info.title)} API <small>${escape(info.version)}</small></h1>
<nav aria-label="Sections"><a href="${servers[0]?.url ?? ""}/openapi.json">openapi.json</a> ${tags.map(({ name }) => `<a href="#tag-${name}">${escape(name)}</a>`).join(" ")} <a href="#schemas">schemas</a></nav></header>
<main>${introduction(info.description)}
${tags.map(({ name }) => tagSection(document, name)).join("\n")}
<section aria-labelledby="schemas"><h2 id="schemas">schemas</h2>${Object.entries(components.schemas).map(schemaSection).join("\n")}</section>
</main>
</body>
</html>
`;
}
