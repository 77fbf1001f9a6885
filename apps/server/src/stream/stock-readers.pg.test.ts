// The event stream judged by the stock EventSource for Node, over a real socket: restarts, long absences, ended sessions (RT-01, RT-03).
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { apiBase, type ChangeInput, type RecordId, type StreamEvent } from "@holdfast/contract";
import { EventSource } from "eventsource";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServerApp } from "../app.js";
import { createServerLog } from "../log.js";
import { type RunningServer, serveHttp } from "../serve-http.js";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { eventFrame } from "./frame.js";
import { jsonRequest } from "../testing/server-under-test.js";

const database = testDatabase();
const log = createServerLog({ level: "silent" });
let records: readonly string[];
let server: LiveServer;
let running: RunningServer;
let ada: Person;

const serve = (port = 0): Promise<RunningServer> =>
  serveHttp({ app: createServerApp({ holdfast: server.holdfast, log, version: "test", rateLimits: false }), log, port });

beforeAll(async () => {
  server = await liveServer(database);
  records = await server.addRecords(500);
  running = await serve();
  ada = await server.join(`ada-${randomUUID()}`);
});
afterAll(async () => {
  await running.close(2000);
  await server.close();
});

const perform = (change: object, person = ada): Promise<Response> =>
  server.api("/operations", jsonRequest("POST", { operationId: randomUUID(), change }, person.as));

interface Reader {
  readonly source: EventSource;
  readonly events: StreamEvent[];
  /** The ids that came with them. */
  readonly ids: string[];
  /** How often it was connected. */
  opened(): number;
  /** Resolves as soon as the condition holds, looked at after every event. */
  until(holds: () => boolean): Promise<void>;
}

function read(
  person: Person,
  { query = "", after, url = running.url }: { query?: string; after?: string; url?: string } = {},
): Reader {
  const events: StreamEvent[] = [];
  const ids: string[] = [];
  let opened = 0;
  const source = new EventSource(`${url}${apiBase}/events${query}`, {
    fetch: (input, init) => {
      const given = new Headers(init.headers as Record<string, string>);
      for (const [name, value] of Object.entries(person.as)) given.set(name, value);
      if (opened === 0 && after !== undefined) given.set("last-event-id", after);
      return fetch(input, { ...init, headers: given } as RequestInit);
    },
  });
  const happened = new EventTarget();
  source.addEventListener("open", () => {
    opened += 1;
    happened.dispatchEvent(new Event("any"));
  });
  source.addEventListener("error", () => happened.dispatchEvent(new Event("any")));
  source.addEventListener("message", ({ data, lastEventId }) => {
    events.push(JSON.parse(data as string) as StreamEvent);
    ids.push(lastEventId);
    happened.dispatchEvent(new Event("any"));
  });
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await once(happened, "any");
  };
  return { source, events, ids, opened: () => opened, until };
}

const added = (events: readonly StreamEvent[]) =>
  events.flatMap((event) => (event.type === "selection" ? (event.added ?? []) : []));

describe("the stock EventSource", () => {
  it("[RT-01, RT-03] goes on by itself after a restart of the server, and misses nothing of what happened meanwhile", async () => {
    const reader = read(ada);
    await reader.until(() => reader.opened() === 1);
    await perform({ kind: "select", recordId: records[0] });
    await reader.until(() => added(reader.events).length === 1);
    const { port } = running;
    await running.close(2000);
    await perform({ kind: "select", recordId: records[1] });
    await perform({ kind: "select", recordId: records[2] });
    running = await serve(port);
    await reader.until(() => added(reader.events).length === 3);
    expect(added(reader.events)).toEqual(records.slice(0, 3));
    expect(reader.source.readyState).toBe(EventSource.OPEN);
    reader.source.close();
  });

  it("[RT-01] gets 10,000 missed changes in order, although they are more than may wait for a reader", async () => {
    const grace = await server.join(`grace-${randomUUID()}`);
    const change = (asked: ChangeInput) =>
      server.holdfast.selections.perform({ userId: grace.account.id }, { operationId: randomUUID(), change: asked });
    await change({ kind: "bulk_select", recordIds: [...records] });
    const cleared = await change({ kind: "clear_all" });
    for (let round = 0; round < 20; round += 1) {
      const kind = round % 2 === 0 ? "select" : "deselect";
      for (let first = 0; first < records.length; first += 25)
        await Promise.all(records.slice(first, first + 25).map((recordId) => change({ kind, recordId })));
    }
    const reader = read(grace, { query: `?after=${cleared.position}` });
    const versions = () => reader.events.flatMap((event) => (event.type === "selection" ? [event.version] : []));
    await reader.until(() => reader.events.filter(({ type }) => type === "selection").length >= 10_000);
    expect(versions()).toEqual(Array.from({ length: 10_000 }, (_, index) => cleared.version + index + 1));
    expect(reader.opened()).toBe(1);
    await perform({ kind: "select", recordId: records[0] }, grace);
    await reader.until(() => versions().length === 10_001);
    reader.source.close();
  }, 90_000);

  it("[RT-01] is told by a reset what to reload when its place is not one that can be gone on from", async () => {
    const reader = read(ada, { after: "gibberish" });
    await reader.until(() => reader.events.length > 0);
    expect(reader.events[0]).toMatchObject({ type: "reset", reload: ["groups", "connections"] });
    // Behind the reset it goes on from where the server is.
    expect(reader.ids[0]).toBe(String((reader.events[0] as { position: number }).position));
    reader.source.close();
  });

  it("[RT-03] never gives up when its session ends: the stream says so and ends, and so does every later one", async () => {
    const { token = "", session } = await server.signIn(ada);
    const reader = read({ ...ada, as: { authorization: `Bearer ${token}` } });
    await reader.until(() => reader.opened() === 1);
    await server.api(`/sessions/${session.id}`, { method: "DELETE", headers: ada.as });
    await reader.until(() => reader.events.some(({ type }) => type === "signed_out"));
    await reader.until(() => reader.source.readyState === EventSource.CONNECTING);
    reader.source.close();
    const later = read({ ...ada, as: { authorization: `Bearer ${token}` } });
    await later.until(() => later.events.length === 1 && later.source.readyState !== EventSource.OPEN);
    expect([later.events, later.source.readyState]).toEqual([[{ type: "signed_out" }], EventSource.CONNECTING]);
    later.source.close();
  });
});

describe("many readers", () => {
  it('[RT-02] hear of each of 100 changes as they are acknowledged, without asking; how soon, the benchmark "live" measures', async () => {
    const lin = await server.join(`lin-${randomUUID()}`);
    const reader = read(lin);
    await reader.until(() => reader.opened() === 1 && reader.events.length === 0);
    for (const recordId of records.slice(0, 100)) {
      await (await perform({ kind: "select", recordId }, lin)).json();
      await reader.until(() => added(reader.events).includes(recordId as RecordId));
    }
    expect(added(reader.events)).toEqual(records.slice(0, 100));
    expect(reader.opened()).toBe(1);
    reader.source.close();
  });

  it("[PF-15] are told of one change by the same bytes, and every one of them gets it", async () => {
    const kay = await server.join(`kay-${randomUUID()}`);
    const readers = Array.from({ length: 30 }, () => read(kay));
    await Promise.all(readers.map((reader) => reader.until(() => reader.opened() === 1)));
    await perform({ kind: "select", recordId: records[0] }, kay);
    await Promise.all(readers.map((reader) => reader.until(() => added(reader.events).length === 1)));
    const event: StreamEvent = { type: "signed_out" };
    expect(eventFrame(event)).toBe(eventFrame(event));
    for (const { source } of readers) source.close();
  });
});

describe("presence", () => {
  const viewers = (reader: Reader) => reader.events.findLast((event) => event.type === "presence")?.viewers ?? [];

  it("[RT-02] tells the streams of those who look at a group who else does, and when somebody leaves", async () => {
    const { groups } = (await (await server.api("/groups", { headers: ada.as })).json()) as { groups: { id: string }[] };
    const reader = read(ada);
    await reader.until(() => reader.opened() === 1);
    const call = (method: string, viewer: string, body?: object) =>
      fetch(
        `${running.url}${apiBase}/groups/${groups[0]!.id}/viewers/${viewer}`,
        body === undefined ? { method, headers: ada.as } : jsonRequest(method, body, ada.as),
      );
    const [phone, desk] = [randomUUID(), randomUUID()];
    const first = await call("PUT", phone, { device: "Phone" });
    expect(((await first.json()) as { viewers: object[] }).viewers).toMatchObject([
      { viewerId: phone, userId: ada.account.id, name: ada.account.email, device: "Phone" },
    ]);
    await call("PUT", desk, { device: "Desk" });
    await reader.until(() => viewers(reader).length === 2);
    expect((await call("DELETE", desk)).status).toBe(204);
    await reader.until(() => viewers(reader).length === 1);
    expect(viewers(reader)).toMatchObject([{ device: "Phone" }]);
    reader.source.close();
  });

  it("[RT-02, SC-02] is refused for a group that one may not read", async () => {
    const path = `/groups/${randomUUID()}/viewers/${randomUUID()}`;
    expect((await server.api(path, jsonRequest("PUT", {}, ada.as))).status).toBe(404);
  });
});
