// Real requests to the whole application: its own routes, and everything of Holdfast below /holdfast.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHoldfastClient } from "@holdfast/client";
import { generateKey } from "holdfast";
import { addRecords } from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Running, start } from "./start.js";

const database = testDatabase();
let journalDirectory: string;
let running: Running;

beforeAll(async () => {
  process.env["HOLDFAST_KEYRING"] = generateKey().reveal();
  journalDirectory = await mkdtemp(join(tmpdir(), "holdfast-example-"));
  running = await start({ databaseUrl: database.ownerUrl, journalDirectory, port: 0 });
});
afterAll(async () => {
  await running.stop();
  await rm(journalDirectory, { recursive: true });
});

/** What a stream says, up to these words. */
async function hear(response: Response, words: string): Promise<string> {
  const decoder = new TextDecoder();
  let said = "";
  for await (const part of response.body!) {
    said += decoder.decode(part as Uint8Array, { stream: true });
    if (said.includes(words)) break;
  }
  return said;
}

it("[DX-04] leaves the application's own routes alone", async () => {
  const response = await fetch(`${running.url}/own`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"a":1}',
  });
  expect(await response.json()).toMatchObject({ from: "the application", sent: { a: 1 } });
});

it("[DX-04] serves the whole API below its path: accounts, selections, tokens, the event stream, problems", async () => {
  const baseUrl = `${running.url}/holdfast`;
  const credentials = { email: "ada@example.org", password: "correct horse battery" };
  await createHoldfastClient({ baseUrl }).call("register", { body: credentials });
  const { token } = await createHoldfastClient({ baseUrl }).call("signIn", { body: { ...credentials, transport: "bearer" } });
  const client = createHoldfastClient({ baseUrl, token: token! });

  const [recordId] = await addRecords(database, 1);
  const operation = { operationId: crypto.randomUUID(), change: { kind: "select", recordId: recordId! } } as const;
  expect(await client.call("perform", { body: operation })).toMatchObject({ added: 1, count: 1 });
  expect(await client.call("groupRecords", { params: { group: "default" } })).toMatchObject({ recordIds: [recordId] });
  await client.call("putToken", { params: { provider: "github" }, query: {}, body: { accessToken: "gho_example" } });
  expect(await client.call("getToken", { params: { provider: "github" }, query: {} })).toMatchObject({
    accessToken: "gho_example",
  });

  const headers = { authorization: `Bearer ${token}` };
  const events = await fetch(`${baseUrl}/api/v1/events?after=0`, { headers });
  expect(events.headers.get("content-type")).toContain("text/event-stream");
  expect(await hear(events, "data: ")).toContain(recordId);

  await client.call("flush", {});
  const { events: trail } = await client.call("listAudit", { query: { action: ["select"] } });
  expect(trail).toMatchObject([{ recordId, address: "127.0.0.1" }]);
  const refused = await fetch(`${baseUrl}/api/v1/me`);
  expect([refused.status, refused.headers.get("content-type")]).toEqual([
    401,
    expect.stringContaining("application/problem+json"),
  ]);
});
