// Selections over HTTP, against the real engine.
import { randomUUID } from "node:crypto";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest, problemOf } from "../testing/server-under-test.js";

const database = testDatabase();
let records: readonly string[];
let server: LiveServer;
let ada: Person;

beforeAll(async () => {
  server = await liveServer(database);
  records = await server.addRecords(5);
  ada = await server.join("ada");
});
afterAll(() => server.close());

const perform = async (change: unknown, operationId = randomUUID()) =>
  server.api("/operations", jsonRequest("POST", { operationId, change }, ada.as));
const read = async (path: string, headers: Record<string, string> = {}) =>
  server.api(path, { headers: { ...ada.as, ...headers } });

describe("operations", () => {
  it("[SE-03] answer what happened, and a repeat with the first answer", async () => {
    const operationId = randomUUID();
    const change = { kind: "bulk_select", recordIds: [records[0], records[1], randomUUID()] };
    const first = await (await perform(change, operationId)).json();
    expect(first).toMatchObject({
      operationId,
      requested: 3,
      added: 2,
      unknown: 1,
      count: 2,
      durability: "journal",
      repeated: false,
    });
    expect(await (await perform(change, operationId)).json()).toMatchObject({ added: 2, repeated: true });
  });

  it("[SC-03] of an unknown kind are refused with the field", async () => {
    const response = await perform({ kind: "destroy_everything" });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).fields?.[0]?.path).toMatch(/^change/);
  });
});

describe("reading", () => {
  it("[SE-06] a group again costs nothing while it has not changed", async () => {
    const first = await read("/groups/default/records");
    const etag = first.headers.get("etag")!;
    const again = await read("/groups/default/records", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await perform({ kind: "select", recordId: records[2] });
    const changed = await read("/groups/default/records", { "if-none-match": etag });
    expect(await changed.json()).toMatchObject({ count: 3, recordIds: expect.arrayContaining([records[2]]) as unknown });
  });

  it("[SE-06] by id carries the version alone as its tag", async () => {
    const { groups } = (await (await read("/groups")).json()) as { groups: { id: string; version: number }[] };
    const [group] = groups;
    expect((await read(`/groups/${group!.id}/records`)).headers.get("etag")).toBe(`W/"${group!.version}"`);
  });

  it("[SE-06] what changed since a version, and items by page", async () => {
    const changes = (await (await read("/groups/default/changes?since=0")).json()) as { added: string[]; reset: boolean };
    expect(changes.added.toSorted()).toEqual(records.slice(0, 3).toSorted());
    expect(await (await read("/groups/default/items?limit=2")).json()).toMatchObject({ total: 3, offset: 0, items: [{}, {}] });
    expect((await read("/groups/default/items?limit=0")).status).toBe(400);
  });

  it("[SE-10] memberships of a page in one call", async () => {
    const response = await server.api("/memberships", jsonRequest("POST", { recordIds: records }, ada.as));
    const { groups } = (await response.json()) as { groups: { recordIds: string[] }[] };
    expect(groups.map(({ recordIds }) => recordIds.toSorted())).toEqual([records.slice(0, 3).toSorted()]);
  });

  it("[UI-01] a page of the catalogue, by filter, also within a group", async () => {
    const { groups } = (await (await read("/groups")).json()) as { groups: { id: string }[] };
    expect(await (await read("/records?family=F&sort=title&limit=2")).json()).toMatchObject({
      total: 5,
      items: [{ title: "Record 0" }, { title: "Record 1" }],
    });
    expect(await (await read(`/records?groupId=${groups[0]!.id}&selected=false`)).json()).toMatchObject({ total: 2 });
    expect(await (await read("/records/facets")).json()).toMatchObject({ family: [{ value: "F", count: 5 }] });
    expect(await (await read(`/records/${records[0]!}`)).json()).toMatchObject({ title: "Record 0" });
    expect((await read("/records?limit=2&limit=3")).status).toBe(400);
    expect((await read("/records?text=%00")).status).toBe(400);
  });

  it("[AU-07] the trail of what was done, with the session and the address", async () => {
    await server.api("/flush", { method: "POST", headers: ada.as });
    const { events } = (await (await read("/audit?action=select&action=bulk_select&limit=10")).json()) as {
      events: { action: string; sessionId: string }[];
    };
    expect(events.map(({ action }) => action).toSorted()).toEqual(["bulk_select", "bulk_select", "select"]);
    expect(new Set(events.map(({ sessionId }) => sessionId))).toEqual(new Set([ada.sessionId]));
  });
});

describe("files", () => {
  it("[SE-13] an export is a download, and what was exported can be imported, with progress and a report", async () => {
    const name = "Fire & “smoke”";
    const { groupId } = (await (await perform({ kind: "create_group", name })).json()) as { groupId: string };
    await perform({ kind: "bulk_select", group: groupId, recordIds: records });
    const response = await read(`/groups/${groupId}/export`);
    expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(decodeURIComponent(response.headers.get("content-disposition")!)).toContain(`filename*=UTF-8''${name}.csv`);
    const csv = await response.text();
    expect(csv.split("\r\n")).toHaveLength(records.length + 2);
    const lines = (await (await read(`/groups/${groupId}/export?format=lines`)).text()).trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { recordId: string }).recordId).toSorted()).toEqual(records.toSorted());
    await perform({ kind: "clear_all", group: groupId });
    const send = (query: string, type = "text/csv") =>
      server.api(`/groups/${groupId}/import?importId=${randomUUID()}${query}`, {
        method: "POST",
        body: csv,
        headers: { ...ada.as, "content-type": type },
      });
    const told = async (answer: Response) =>
      (await answer.text())
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown);
    const counts = { lines: 5, added: 5, alreadyThere: 0 };
    expect(await told(await send("&dryRun=true"))).toMatchObject([
      { type: "progress", counts },
      { type: "report", report: { dryRun: true, ...counts } },
    ]);
    expect((await told(await send(""))).at(-1)).toMatchObject({
      type: "report",
      report: { dryRun: false, ...counts, problems: [] },
    });
    expect((await send("", "application/json")).status).toBe(415);
    expect((await read(`/groups/${randomUUID()}/export`)).status).toBe(404);
  });
});

describe("the past", () => {
  it("[SE-09, SE-12, SE-14] undo, combinations, history, states and differences", async () => {
    const { groupId } = (await (await perform({ kind: "create_group", name: "Past" })).json()) as { groupId: string };
    await perform({ kind: "bulk_select", group: groupId, recordIds: records.slice(0, 3) });
    await perform({ kind: "annotate", group: groupId, recordIds: records.slice(0, 1), note: "n", metadata: { a: 1 } });
    const { undo, redo } = (await (await read("/undo")).json()) as { undo: { description: string }[]; redo: unknown[] };
    expect([undo[0]?.description, redo]).toEqual(['Annotate 1 record in "Past"', []]);
    expect(await (await perform({ kind: "undo" })).json()).toMatchObject({
      kind: "undo",
      annotated: 1,
      undone: { kind: "annotate", skipped: 0, skippedItems: [] },
    });
    expect(await (await perform({ kind: "undo" })).json()).toMatchObject({ removed: 3 });
    const combined = await server.api(
      "/combinations",
      jsonRequest("POST", { operation: "difference", groups: ["default", groupId] }, ada.as),
    );
    expect(await combined.json()).toMatchObject({ operation: "difference", regions: expect.any(Array) as unknown });
    expect(await (await read(`/groups/${groupId}/history?limit=2`)).json()).toMatchObject({
      entries: [
        { action: "undo", removed: 3 },
        { action: "undo", annotated: 1 },
      ],
      next: 4,
    });
    expect(await (await read(`/groups/${groupId}/state?version=2`)).json()).toMatchObject({ count: 3, reachesBack: 1 });
    expect((await read(`/groups/${groupId}/state`)).status).toBe(400);
    expect(await (await read(`/groups/${groupId}/diff?from=5&to=2`)).json()).toMatchObject({
      removed: [],
      added: expect.arrayContaining(records.slice(0, 3)) as unknown,
    });
    expect(await (await read(`/records/${records[0]!}/history?limit=1`)).json()).toMatchObject({
      entries: [{ change: "removed", groupId }],
      next: expect.any(String) as unknown,
    });
  });
});
