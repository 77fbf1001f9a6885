// Literal addresses win over parameters, in whatever order they were added.
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { LiteralFirstRouter } from "./literal-first-router.js";

describe("router", () => {
  it("prefers the literal address and reads parameters of the others", async () => {
    const app = new Hono({ router: new LiteralFirstRouter() });
    app.get("/records/:id", (context) => context.text(`record ${context.req.param("id")}`));
    app.get("/records/facets", (context) => context.text("facets"));
    app.get("/groups/:group/records", (context) => context.text(`records of ${context.req.param("group")}`));
    const text = async (path: string) => (await app.request(path)).text();
    expect(await text("/records/facets")).toBe("facets");
    expect(await text("/records/7")).toBe("record 7");
    expect(await text("/groups/a%20b/records")).toBe("records of a b");
    expect((await app.request("/records/7/more")).status).toBe(404);
    expect((await app.request("/records/facets", { method: "POST" })).status).toBe(404);
  });
});
