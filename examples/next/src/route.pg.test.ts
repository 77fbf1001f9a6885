// The exported route handlers, called as Next calls them: a web-standard Request in, a Response out. Next itself is not built here.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHoldfastClient } from "@holdfast/client";
import { generateKey } from "holdfast";
import { addRecords } from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DELETE, GET, HEAD, PATCH, POST, PUT } from "../app/api/[[...holdfast]]/route.js";
import { GET as ownRoute } from "../app/own/route.js";
import { openedHoldfast } from "./holdfast-server.js";

const database = testDatabase();
const baseUrl = "http://next.test";
const handlers = { DELETE, GET, HEAD, PATCH, POST, PUT };
let journalDirectory: string;

beforeAll(async () => {
  journalDirectory = await mkdtemp(join(tmpdir(), "holdfast-example-"));
  const settings = {
    DATABASE_URL: database.ownerUrl,
    JOURNAL_DIRECTORY: journalDirectory,
    HOLDFAST_KEYRING: generateKey().reveal(),
  };
  Object.assign(process.env, settings);
});
afterAll(async () => {
  const { server, holdfast } = await openedHoldfast();
  server.stop();
  await holdfast.close();
  await rm(journalDirectory, { recursive: true });
});

/** What Next does with a request below /api: the handler of its method, and the caller's address in a header. */
const throughNext: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  request.headers.set("x-forwarded-for", "192.0.2.7");
  return handlers[request.method as keyof typeof handlers](request);
};

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

it("[DX-04] leaves the application's own routes alone, and lets them use the library", async () => {
  const response = await ownRoute();
  expect(await response.json()).toEqual({ from: "the application", ready: true });
});

it("[DX-04] serves the API through the catch-all route: accounts, selections, the event stream, problems", async () => {
  const credentials = { email: "ada@example.org", password: "correct horse battery" };
  const anonymous = createHoldfastClient({ baseUrl, fetch: throughNext });
  await anonymous.call("register", { body: credentials });
  const { token } = await anonymous.call("signIn", { body: { ...credentials, transport: "bearer" } });
  const client = createHoldfastClient({ baseUrl, token: token!, fetch: throughNext });

  const [recordId] = await addRecords(database, 1);
  const operation = { operationId: crypto.randomUUID(), change: { kind: "select", recordId: recordId! } } as const;
  expect(await client.call("perform", { body: operation })).toMatchObject({ added: 1, count: 1 });
  await client.call("flush", {});
  const { events } = await client.call("listAudit", { query: { action: ["select"] } });
  expect(events).toMatchObject([{ recordId, address: "192.0.2.7" }]);

  const stream = await throughNext(`${baseUrl}/api/v1/events?after=0`, { headers: { authorization: `Bearer ${token}` } });
  expect(await hear(stream, "data: ")).toContain(recordId);
  expect((await throughNext(`${baseUrl}/api/v1/me`)).status).toBe(401);
});
