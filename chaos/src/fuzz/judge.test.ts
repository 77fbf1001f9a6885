// The judge of fuzzing says so when an answer is wrong, and the same dice make the same request.
import { describe, expect, it } from "vitest";
import { createChance } from "../load/chance.js";
import { type ApiDocument, describedIn } from "./document.js";
import { judgeBy } from "./judge.js";
import { makeRequest } from "./make-request.js";

const name = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
const document: ApiDocument = {
  servers: [{ url: "/api" }],
  components: { schemas: { Name: name } },
  paths: {
    "/things/{id}": {
      put: {
        operationId: "putThing",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Name" } } } },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Name" } } } },
          "204": {},
        },
      },
    },
  },
};
const described = describedIn(document);
const judge = judgeBy(document, described);
const asked = { method: "PUT", target: "/api/things/7?a=b" };
const json = { "content-type": "application/json" };
const answer = (status: number, text: string, headers: Readonly<Record<string, string>> = json) =>
  judge(asked, { status, headers, text });

describe("the judge", () => {
  it("[SC-03] finds nothing in an answer that is described", () => {
    expect(answer(200, '{"name":"a"}')).toBeUndefined();
    expect(answer(204, "", {})).toBeUndefined();
  });

  it.each([
    ["a fault of the server", answer(500, "{}"), "that is a fault of the server"],
    ["a status that is not described", answer(418, "{}"), "putThing does not describe that status"],
    ["another media type", answer(200, "<p>", { "content-type": "text/html" }), "putThing does not describe text/html"],
    ["a body that does not fit", answer(200, '{"name":1}'), "the body does not fit what putThing describes"],
    ["text that is no JSON", answer(200, "{"), "the body does not fit what putThing describes"],
    ["a body where none is described", answer(204, "x"), "putThing describes no body"],
    ["an outage that does not say when to return", answer(503, '{"code":"overloaded"}'), "that is a fault of the server"],
  ])("[SC-03] names %s", (_what, found, sentence) => expect(found).toBe(sentence));

  it("[SC-03] names an answer that was cut off", () => {
    expect(judge(asked, { status: 200, headers: json, text: '{"name":"a"}', isCut: true })).toBe("the answer was cut off");
  });

  it("[LI-02] takes overload for what it is, when it says when to return", () => {
    const elsewhere = { method: "GET", target: "/elsewhere" };
    expect(judge(elsewhere, { status: 503, headers: { "retry-after": "2" }, text: '{"code":"overloaded"}' })).toBeUndefined();
  });
});

describe("the dice", () => {
  it("make the same request again from the same seed, and others from others", () => {
    const known = { ids: ["00000000-0000-4000-8000-000000000001"], emails: ["a@example.test"] };
    const of = (seed: number) => JSON.stringify(makeRequest(document, described, createChance(seed), known));
    expect(of(5)).toBe(of(5));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => of(seed))).size).toBeGreaterThan(40);
  });
});
