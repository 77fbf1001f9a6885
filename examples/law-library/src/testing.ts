// What the tests of the examples share: the application before Holdfast, and its members at work through whatever serves it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHoldfastClient, type HoldfastClient } from "@holdfast/client";
import { generateKey } from "holdfast";
import type { testDatabase } from "holdfast/testing/vitest";
import { expect } from "vitest";
import type { LawLibrary } from "./law-library.js";
import { sessionCookie } from "./member-sessions.js";
import { applicationTables } from "./tables.js";

/** Ids of the application's own rows. */
export interface ApplicationBefore {
  readonly members: { readonly ada: string; readonly bob: string };
  readonly laws: { readonly water: string; readonly fire: string };
  readonly settings: { readonly databaseUrl: string; readonly journalDirectory: string };
  remove(): Promise<void>;
}

/** The application's database without Holdfast, with two members and two laws. */
export async function applicationBefore(database: ReturnType<typeof testDatabase>): Promise<ApplicationBefore> {
  process.env["HOLDFAST_KEYRING"] = generateKey().reveal();
  const journalDirectory = await mkdtemp(join(tmpdir(), "holdfast-example-"));
  await database.query("drop schema holdfast cascade");
  await database.query(applicationTables);
  const idsOf = async (text: string): Promise<string[]> => (await database.query<{ id: string }>(text)).map(({ id }) => id);
  const [ada = "", bob = ""] = await idsOf("insert into members (nick) values ('ada'), ('bob') returning id");
  const [water = "", fire = ""] = await idsOf("insert into laws (name) values ('Water Act'), ('Fire Safety Order') returning id");
  return {
    members: { ada, bob },
    laws: { water, fire },
    settings: { databaseUrl: database.ownerUrl, journalDirectory },
    remove: () => rm(journalDirectory, { recursive: true }),
  };
}

export interface Served {
  readonly library: LawLibrary;
  readonly before: ApplicationBefore;
  /** Where everything of Holdfast is, without `/api`. */
  readonly holdfastUrl: string;
  /** The application's own route, which lists what the member marked. */
  readonly markedUrl: string;
  /** The caller's address, as the trail is to know it. */
  readonly address: string;
  readonly fetch?: typeof fetch;
}

/** Members work through Holdfast's API with the sessions that the application gave them, and nobody else does. */
export async function expectMembersAtWork(served: Served): Promise<void> {
  const { library, before, holdfastUrl, markedUrl, address, fetch = globalThis.fetch } = served;
  const { members, laws } = before;
  const clientOf = (token: string): HoldfastClient => createHoldfastClient({ baseUrl: holdfastUrl, token, fetch });
  const token = await library.sessions.begin(members.ada);
  const client = clientOf(token);
  expect((await client.call("me", {})).account.id).toBe(members.ada);

  const change = { kind: "select", recordId: laws.water } as const;
  const answer = await client.call("perform", { body: { operationId: crypto.randomUUID(), change } as never });
  expect(answer).toMatchObject({ added: 1, count: 1 });
  await client.call("putToken", { params: { provider: "github" }, query: {}, body: { accessToken: "gho_example" } });
  expect(await client.call("getToken", { params: { provider: "github" }, query: {} })).toMatchObject({
    accessToken: "gho_example",
  });
  const events = await fetch(`${holdfastUrl}/api/v1/events?after=0`, { headers: { authorization: `Bearer ${token}` } });
  expect(events.headers.get("content-type")).toContain("text/event-stream");
  expect(await hear(events, "data: ")).toContain(laws.water);
  await client.call("flush", {});
  const { events: trail } = await client.call("listAudit", { query: { action: ["select"] } });
  expect(trail).toMatchObject([{ recordId: laws.water, address }]);

  // A page of the application, in a browser.
  const cookie = `${sessionCookie}=${token}`;
  expect((await fetch(`${holdfastUrl}/api/v1/groups`, { headers: { cookie } })).status).toBe(200);
  expect(await (await fetch(markedUrl, { headers: { cookie } })).json()).toEqual({ marked: ["Water Act"] });

  const ofBob = await clientOf(await library.sessions.begin(members.bob)).call("groupRecords", { params: { group: "default" } });
  expect(ofBob).toMatchObject({ recordIds: [] });
  const nobody = await fetch(`${holdfastUrl}/api/v1/me`);
  expect([nobody.status, nobody.headers.get("content-type")]).toEqual([401, expect.stringContaining("application/problem+json")]);
  const stranger = await createHoldfastClient({ baseUrl: holdfastUrl, fetch })
    .call("register", { body: { email: "stranger@example.org", password: "correct horse battery" } })
    .catch((error: unknown) => error);
  expect(stranger).toMatchObject({ code: "forbidden" });
  await library.sessions.end(token);
  expect((await fetch(`${holdfastUrl}/api/v1/groups`, { headers: { cookie } })).status).toBe(401);
  expect((await fetch(markedUrl, { headers: { cookie } })).status).toBe(401);
}

/** What a stream says, up to these words. */
async function hear(response: Response, words: string): Promise<string> {
  const decoder = new TextDecoder();
  let said = "";
  for await (const part of response.body ?? []) {
    said += decoder.decode(part as Uint8Array, { stream: true });
    if (said.includes(words)) break;
  }
  return said;
}
