// Only what a schema declares may leave.
import { endpoints, type Endpoint, streamEventSchema } from "@holdfast/contract";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answerEncoder, answerText } from "./answer-encoder.js";

describe("answer encoder", () => {
  it("[SC-03] leaves out what the schema does not declare, at every depth", () => {
    const encode = answerEncoder(
      z.object({ id: z.string(), rows: z.array(z.object({ n: z.int() })), maybe: z.string().optional() }),
    );
    expect(encode({ id: "a", hash: "secret", rows: [{ n: 1, hash: "secret" }] })).toEqual({
      id: "a",
      rows: [{ n: 1 }],
      maybe: undefined,
    });
  });

  it("[SC-03] chooses the option of a union by its discriminator", () => {
    const encode = answerEncoder(
      z.discriminatedUnion("type", [
        z.object({ type: z.literal("a"), x: z.int() }),
        z.object({ type: z.enum(["b", "c"]), y: z.null().or(z.null()).optional() }).pick({ type: true }),
      ]),
    );
    expect(encode({ type: "a", x: 1, y: 2 })).toEqual({ type: "a", x: 1 });
    expect(encode({ type: "c", x: 1 })).toEqual({ type: "c" });
    expect(() => encode({ type: "d" })).toThrow(/did not fit its schema/);
  });

  it.each([
    [z.string(), 1],
    [z.int(), "1"],
    [z.boolean(), null],
    [z.array(z.string()), ["a", 1]],
    [z.object({ a: z.string() }), {}],
    [z.literal("active"), "revoked"],
    [z.string().nullable(), undefined],
  ])("refuses a value of another form", (schema, value) => {
    expect(() => answerEncoder(schema)(value)).toThrow(/did not fit its schema/);
  });

  it("hands a list of ids on without copying it", () => {
    const ids = Object.freeze(["a", "b"]);
    expect(answerEncoder(z.array(z.string()))(ids)).toBe(ids);
  });

  it("knows every answer of the API and every event", () => {
    const answers = Object.values(endpoints as Readonly<Record<string, Endpoint>>).flatMap(({ answers: byStatus }) =>
      Object.values(byStatus),
    );
    for (const schema of [...answers, streamEventSchema])
      expect(schema === null || answerEncoder(schema) instanceof Function).toBe(true);
  });

  it("[SC-03] keeps the text of what is frozen, and makes it anew of what is not", () => {
    const write = answerText(z.object({ id: z.string(), version: z.int(), ids: z.array(z.string()) }));
    const settled = Object.freeze({ id: "a", version: 1, ids: Object.freeze(["x"]) });
    expect([write(settled), write(settled)]).toEqual([
      '{"id":"a","version":1,"ids":["x"]}',
      '{"id":"a","version":1,"ids":["x"]}',
    ]);
    const list = ["x"];
    const moving = { id: "a", version: 1, ids: Object.freeze(["x"]) };
    const growing = Object.freeze({ id: "a", version: 1, ids: list });
    [moving, growing].forEach(write);
    list.push("y");
    moving.version = 2;
    expect([moving, growing].map(write)).toEqual([
      '{"id":"a","version":2,"ids":["x"]}',
      '{"id":"a","version":1,"ids":["x","y"]}',
    ]);
  });

  it("writes the same JSON as JSON.stringify would, of what is declared", () => {
    const schema = z.object({
      id: z.string(),
      n: z.int().nullable(),
      gone: z.string().optional(),
      ids: z.array(z.string()),
      rows: z.array(z.object({ a: z.boolean() })),
    });
    const value = {
      id: 'a"b\u2028',
      n: null,
      ids: Object.freeze(["x", "y"]),
      rows: [{ a: true, hash: "secret" }],
      hash: "secret",
    };
    const expected = '{"id":"a\\"b\u2028","n":null,"ids":["x","y"],"rows":[{"a":true}]}';
    expect([answerText(schema)(value), answerText(schema)(value)]).toEqual([expected, expected]);
    expect(() => answerText(schema)({ ...value, ids: ["x", 1] })).toThrow(/did not fit its schema/);
    expect(() => answerText(schema)(null)).toThrow(/did not fit its schema/);
  });
});
