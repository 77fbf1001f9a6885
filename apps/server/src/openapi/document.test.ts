// The generated document is valid OpenAPI 3.1, complete, and readable.
import { endpoints } from "@holdfast/contract";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { serverUnderTest } from "../testing/server-under-test.js";
import { type OpenApiDocument, openApiDocument } from "./document.js";

const server = serverUnderTest();
const served = async (): Promise<OpenApiDocument> => (await (await server.get("/api/v1/openapi.json")).json()) as OpenApiDocument;

describe("OpenAPI document", () => {
  it("[DX-03] is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(await served()) as unknown as Record<string, unknown>);
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("[DX-03] describes every endpoint of the table, with its problems", () => {
    const { paths } = openApiDocument(endpoints, "1");
    for (const [id, { method, path }] of Object.entries(endpoints)) {
      const operation = paths[path]?.[method.toLowerCase()];
      expect(operation?.operationId).toBe(id);
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(["400", "500", "503"]));
    }
  });

  it("[DX-03] refers to nothing that it does not hold", async () => {
    const document = await served();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1]!,
    );
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(JSON.stringify(document)).not.toContain("$defs");
  });
});

describe("API page", () => {
  it("[DX-03] shows each endpoint, needs no script and nothing from elsewhere", async () => {
    const response = await server.get("/api/docs");
    const html = await response.text();
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    for (const id of Object.keys(endpoints)) expect(html).toContain(`id="${id}"`);
    expect(html).not.toMatch(/<script|style=|<style|(?:src|href)="(?:https?:)?\/\//);
    const [, style = ""] = /<link rel="stylesheet" href="([^"]+)">/.exec(html) ?? [];
    expect((await server.get(style)).headers.get("content-type")).toBe("text/css; charset=utf-8");
  });

  it("[DX-03] leads each link to a place of its own", async () => {
    const html = await (await server.get("/api/docs")).text();
    const targets = new Set([...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]!));
    const places = new Set([...html.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]!));
    expect([...targets].filter((target) => !places.has(target))).toEqual([]);
  });
});
