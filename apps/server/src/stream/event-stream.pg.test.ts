// The event stream through the web-standard handler and through a real socket.
import { randomUUID } from "node:crypto";
import { apiBase } from "@holdfast/contract";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServerLog } from "../log.js";
import { type RunningServer, serveHttp } from "../serve-http.js";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { readEvents } from "../testing/read-events.js";
import { jsonRequest } from "../testing/server-under-test.js";

const database = testDatabase();
let records: readonly string[];
let server: LiveServer;
let running: RunningServer;
let ada: Person;
let next = 0;

beforeAll(async () => {
  server = await liveServer(database);
  records = await server.addRecords(40);
  running = await serveHttp({ app: server.app, log: createServerLog({ level: "silent" }), port: 0 });
  ada = await server.join("ada");
});
afterAll(async () => {
  await running.close(2000);
  await server.close();
});

const select = async (person = ada): Promise<string> => {
  const recordId = records[next++]!;
  await server.api(
    "/operations",
    jsonRequest("POST", { operationId: randomUUID(), change: { kind: "select", recordId } }, person.as),
  );
  return recordId;
};

const byHandler = (headers: Record<string, string>, query = "") => server.api(`/events${query}`, { headers });
const bySocket = (headers: Record<string, string>, query = "") => fetch(`${running.url}${apiBase}/events${query}`, { headers });

describe.each([
  ["through the handler", byHandler],
  ["through a socket", bySocket],
])("event stream %s", (_, open) => {
  it("[RT-01] carries a change with the id to resume from", async () => {
    const response = await open(ada.as);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(response.headers.get("cache-control")).toContain("no-cache");
    const stream = readEvents(response);
    await stream.placed();
    const recordId = await select();
    const received = await stream.next("selection");
    expect(received?.event).toMatchObject({ added: [recordId] });
    expect(received?.id).toBe(String((received!.event as { position: number }).position));
    await stream.cancel();
  });

  it("[RT-01] resumes behind Last-Event-ID without loss", async () => {
    const first = readEvents(await open(ada.as));
    await first.placed();
    await select();
    const { id } = (await first.next("selection"))!;
    await first.cancel();
    const missed = [await select(), await select()];
    const second = readEvents(await open({ ...ada.as, "last-event-id": id! }));
    const caught = [await second.next("selection"), await second.next("selection")];
    expect(caught.map((received) => (received!.event as { added: string[] }).added[0])).toEqual(missed);
    await second.cancel();
  });

  it("[SC-02] ends within a second when its session is revoked, and says nothing more", async () => {
    const { token = "", session } = await server.signIn(ada);
    const stream = readEvents(await open({ authorization: `Bearer ${token}` }));
    const begin = performance.now();
    await server.api(`/sessions/${session.id}`, { method: "DELETE", headers: ada.as });
    await stream.ended();
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it("[SC-02] ends when the session ends behind the server's back", async () => {
    const { token = "", session } = await server.signIn(ada);
    const stream = readEvents(await open({ authorization: `Bearer ${token}` }));
    await server.holdfast.tokens.revokeIssued({ userId: ada.account.id }, session.id);
    await stream.ended();
    const after = await open({ authorization: `Bearer ${token}` });
    expect(after.status).toBe(401);
    await after.text();
  });

  it("[SC-02] carries nothing of another user", async () => {
    const eve = await server.join(`eve-${randomUUID()}`);
    const stream = readEvents(await open(eve.as));
    await stream.placed();
    await select(ada);
    const own = await select(eve);
    expect((await stream.next("selection"))?.event).toMatchObject({ added: [own] });
    await stream.cancel();
  });

  it("[RT-01] tells of a user's connections, and of nobody else's", async () => {
    const [mine, eve] = [await server.join(`mine-${randomUUID()}`), await server.join(`other-${randomUUID()}`)];
    const stream = readEvents(await open(mine.as));
    for (const person of [eve, mine])
      await server.api("/tokens/github", jsonRequest("PUT", { accessToken: `token of ${person.account.id}` }, person.as));
    expect((await stream.next("connection"))?.event).toEqual({
      type: "connection",
      provider: "github",
      account: "default",
      status: "changed",
    });
    await server.api("/tokens/github?account=work", jsonRequest("PUT", { accessToken: "another" }, mine.as));
    expect((await stream.next("connection"))?.event).toMatchObject({ account: "work" });
    await stream.cancel();
  });

  it("[RT-03, L-29] answers a reader with too many streams with a stream, never with an error", async () => {
    const many = await server.join(`many-${randomUUID()}`);
    const streams = await Promise.all(Array.from({ length: 32 }, () => open(many.as)));
    const extra = await open(many.as);
    expect([extra.status, await extra.text()]).toEqual([200, "retry: 30000\n\n"]);
    await Promise.all(streams.map((stream) => stream.body!.cancel()));
  });
});

describe("shutdown", () => {
  it("[SY-06] ends open streams and closes within the deadline", async () => {
    const mine = await serveHttp({ app: server.app, log: createServerLog({ level: "silent" }), port: 0 });
    const stream = readEvents(await fetch(`${mine.url}${apiBase}/events`, { headers: ada.as }));
    const begin = performance.now();
    await mine.close(5000);
    await stream.ended();
    expect(performance.now() - begin).toBeLessThan(2000);
    expect((await server.get("/readyz")).status).toBe(503);
  });
});
