// The isolation matrix: every endpoint of the table, asked by the owner, somebody else, nobody and dead sessions. Also run behind a pooler.
import { randomUUID } from "node:crypto";
import { apiBase, type Endpoint, type EndpointId, endpoints } from "@holdfast/contract";
import { generateKey, Keyring, openTokenStore } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type LiveServer, liveServer, type Person } from "./testing/live-server.js";
import { jsonRequest } from "./testing/server-under-test.js";
import { way } from "./testing/way-to-database.js";

const database = testDatabase();
const viewer = "7f0d7e0c-3f5e-4c76-9d0e-0e6f6d6c0001";
const secretText = "provider-secret-of-the-owner";

interface Ids {
  readonly user: string;
  readonly event: string;
  readonly group: string;
  readonly session: string;
  readonly provider: string;
}

interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** CSV instead of a JSON body. */
  readonly file?: string;
}

/** A valid call of each endpoint about things of these ids. A new endpoint without its line does not compile. */
const samples: Readonly<Record<EndpointId, (ids: Ids) => Sample>> = {
  register: () => ({ body: { email: `${randomUUID()}@example.org`, password: "a pass phrase of somebody" } }),
  signIn: () => ({ body: { email: "owner@example.org", password: "the pass phrase of owner" } }),
  me: () => ({}),
  listSessions: () => ({}),
  signOut: () => ({}),
  revokeOtherSessions: () => ({}),
  revokeSession: ({ session }) => ({ params: { id: session } }),
  changePassword: () => ({ body: { current: "the pass phrase of owner", next: "the pass phrase of owner" } }),
  requestPasswordReset: () => ({ body: { email: "owner@example.org" } }),
  resetPassword: () => ({ body: { token: `hfp_${"A".repeat(49)}`, password: "a pass phrase of somebody" } }),
  requestEmailVerification: () => ({}),
  verifyEmail: () => ({ body: { token: `hfv_${"A".repeat(49)}` } }),
  searchRecords: ({ group }) => ({ query: `?groupId=${group}&selected=true` }),
  recordFacets: ({ group }) => ({ query: `?groupId=${group}` }),
  getRecord: () => ({ params: { id: records[0]! } }),
  lookUpRecords: () => ({ body: { recordIds: records } }),
  listGroups: () => ({}),
  getGroup: ({ group }) => ({ params: { group } }),
  groupRecords: ({ group }) => ({ params: { group } }),
  groupChanges: ({ group }) => ({ params: { group }, query: "?since=0" }),
  groupItems: ({ group }) => ({ params: { group } }),
  perform: ({ group }) => ({ body: { operationId: randomUUID(), change: { kind: "select", group, recordId: records[1] } } }),
  previewCombination: ({ group }) => ({ body: { operation: "union", groups: [group, "default"] } }),
  groupHistory: ({ group }) => ({ params: { group } }),
  groupState: ({ group }) => ({ params: { group }, query: "?version=1" }),
  groupDiff: ({ group }) => ({ params: { group }, query: "?from=1&to=2" }),
  recordHistory: () => ({ params: { id: records[0]! } }),
  exportGroup: ({ group }) => ({ params: { group } }),
  importGroup: ({ group }) => ({ params: { group }, query: `?importId=${randomUUID()}`, file: `record_id\n${records[2]!}\n` }),
  undoState: () => ({}),
  memberships: () => ({ body: { recordIds: records } }),
  lookAtGroup: ({ group }) => ({ params: { group, viewer }, body: {} }),
  lookAway: ({ group }) => ({ params: { group, viewer } }),
  flush: () => ({}),
  events: () => ({ query: "?after=0" }),
  listTokens: () => ({}),
  putToken: ({ provider }) => ({ params: { provider }, body: { accessToken: "another secret" } }),
  getToken: ({ provider }) => ({ params: { provider } }),
  tokenHistory: ({ provider }) => ({ params: { provider } }),
  revokeToken: ({ provider }) => ({ params: { provider } }),
  refreshToken: ({ provider }) => ({ params: { provider } }),
  listProviders: () => ({}),
  beginConnection: ({ provider }) => ({ params: { provider }, body: {} }),
  completeConnection: () => ({ query: "?state=nobody&code=nothing" }),
  listAudit: ({ group }) => ({ query: `?groupId=${group}` }),
  auditTimeline: ({ group }) => ({ query: `?groupId=${group}` }),
  auditCounts: ({ group }) => ({ query: `?groupId=${group}&by=day` }),
  auditChain: () => ({}),
  auditProof: ({ event }) => ({ query: `?event=${event}` }),
  exportAudit: ({ group }) => ({ query: `?groupId=${group}` }),
  status: () => ({}),
  tokenCache: () => ({}),
  warmTokenCache: () => ({ body: {} }),
  reconcileTokenCache: () => ({}),
  listKeys: () => ({}),
  startRotation: () => ({}),
  stopRotation: () => ({}),
  retireKey: () => ({ params: { id: "a-key-that-nobody-has" } }),
  securityReport: () => ({}),
  listAlerts: () => ({}),
  limitReport: () => ({}),
  retentionPolicy: () => ({}),
  changeRetentionPolicy: () => ({ body: {} }),
  listPeople: ({ user }) => ({ query: `?person=${user}` }),
  listQuarantine: () => ({}),
  replayQuarantine: () => ({ params: noOperation }),
  discardQuarantine: () => ({ params: noOperation, query: "?reason=a+trial" }),
  auditReport: ({ group }) => ({ query: `?groupId=${group}` }),
  auditReportTimeline: ({ group }) => ({ query: `?groupId=${group}` }),
  auditReportCounts: ({ group }) => ({ query: `?groupId=${group}&by=day` }),
  exportAuditReport: ({ group }) => ({ query: `?groupId=${group}` }),
  verifyAudit: () => ({ body: {} }),
  auditRoots: () => ({}),
  previewRetention: () => ({}),
  applyRetention: () => ({}),
  listLegalHolds: () => ({}),
  setLegalHold: () => ({ body: { reason: "a trial", userId: randomUUID() } }),
  liftLegalHold: () => ({ params: { id: randomUUID() } }),
  eraseUser: ({ user }) => ({ params: { id: user }, body: { reason: "a trial" } }),
};

const table: readonly (readonly [EndpointId, Endpoint])[] = Object.entries(endpoints) as [EndpointId, Endpoint][];
const guarded = table.filter(([, { auth }]) => auth !== "none");
const forUsers = guarded.filter(([, { auth }]) => auth !== "admin");
const forAdministrators = table.filter(([, { auth }]) => auth === "admin");
const noOperation = { journalId: randomUUID(), position: "1" };

let server: LiveServer;
let owner: Person;
let other: Person;
let owned: Ids;
let records: readonly string[];

async function call(
  id: EndpointId,
  ids: Ids,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly text: string }> {
  const endpoint: Endpoint = endpoints[id];
  const { params = {}, query = "", body, file } = samples[id](ids);
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name]!);
  const bare = { method: endpoint.method, headers };
  const sent = file === undefined ? bare : { ...bare, body: file, headers: { ...headers, "content-type": "text/csv" } };
  const init = body === undefined ? sent : jsonRequest(endpoint.method, body, headers);
  const response = await server.app.fetch(new Request(`http://holdfast.test${apiBase}${path}${query}`, init));
  const text = endpoint.stream === "events" && response.status === 200 ? await beginning(response) : await response.text();
  return { status: response.status, text };
}

/** What a stream says at once: its history, which is there before the answer is. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  const { value } = await reader.read();
  await reader.cancel();
  return decoder.decode(value);
}

/** Everything of the owner that a call could have changed. */
async function stateOfOwner(): Promise<unknown> {
  const userId = owner.account.id;
  const { holdfast } = server;
  const { groups } = await holdfast.selections.groups(userId);
  const tokens = await holdfast.tokens.list(userId);
  const sessions = await holdfast.accounts.sessions(userId, undefined);
  return {
    groups: groups.map(({ id, version, count }) => ({ id, version, count })),
    tokens: tokens.map(({ id, status, generation }) => ({ id, status, generation })),
    sessions: sessions.map(({ id }) => id).toSorted(),
  };
}

beforeAll(async () => {
  server = await liveServer(await way.to(database));
  records = await server.addRecords(3);
  owner = await server.join("owner");
  other = await server.join("other");
  const change = (body: unknown) =>
    server.api("/operations", jsonRequest("POST", { operationId: randomUUID(), change: body }, owner.as));
  const created = (await (await change({ kind: "create_group", name: "The owner's list" })).json()) as { groupId: string };
  await change({ kind: "select", group: created.groupId, recordId: records[0] });
  await server.api("/tokens/github", jsonRequest("PUT", { accessToken: secretText }, owner.as));
  await server.holdfast.selections.flush(owner.account.id);
  const { events } = await server.holdfast.audit.report({ userId: owner.account.id }, { limit: 1 });
  owned = { user: owner.account.id, event: events[0]!.id, group: created.groupId, session: owner.sessionId, provider: "github" };
});
afterAll(async () => {
  await server.close();
  await way.end();
});

describe("the owner", () => {
  it.each(forUsers.map(([id]) => id))("[SC-02] gets an answer from %s", async (id) => {
    // Each call on a session of its own, so that those which end sessions end no other test's.
    const { token = "" } = await server.signIn(owner);
    const spare = await server.signIn(owner);
    const { status } = await call(id, { ...owned, session: spare.session.id }, { authorization: `Bearer ${token}` });
    expect(Object.keys(endpoints[id].answers).map(Number)).toContain(status);
  });

  it("[SC-02] finds their own things again afterwards", async () => {
    const { token = "", session } = await server.signIn(owner);
    const as = { authorization: `Bearer ${token}` };
    await server.api("/tokens/github", jsonRequest("PUT", { accessToken: secretText }, as));
    owner = { ...owner, token, sessionId: session.id, as };
    owned = { ...owned, session: session.id };
    expect((await call("getGroup", owned, owner.as)).status).toBe(200);
    expect((await call("getToken", owned, owner.as)).text).toContain(secretText);
  });
});

describe("somebody else", () => {
  it.each(guarded.map(([id]) => id))("[SC-02, L-10] learns and changes nothing of the owner's through %s", async (id) => {
    const before = await stateOfOwner();
    const { token = "" } = await server.signIn(other);
    const as = { authorization: `Bearer ${token}` };
    const foreign = await call(id, owned, as);
    expect(await stateOfOwner()).toEqual(before);
    const needles = [owner.account.id, owner.account.email, owned.session, secretText, "The owner's list"];
    for (const needle of needles) expect(foreign.text).not.toContain(needle);
  });

  it.each([
    "revokeSession",
    "getGroup",
    "groupRecords",
    "groupChanges",
    "groupItems",
    "previewCombination",
    "lookAtGroup",
    "lookAway",
    "groupHistory",
    "groupState",
    "groupDiff",
    "exportGroup",
    "importGroup",
    "perform",
    "searchRecords",
    "recordFacets",
    "listAudit",
    "auditTimeline",
    "auditProof",
    "auditCounts",
    "exportAudit",
    "getToken",
    "tokenHistory",
    "revokeToken",
  ] as const)("[SC-02] cannot tell from %s whether an id is foreign or absent", async (id) => {
    const fresh = await server.join(`curious-${id.toLowerCase()}`);
    const foreign = await call(id, owned, fresh.as);
    const absent = await call(
      id,
      { user: randomUUID(), event: "1-1", group: randomUUID(), session: randomUUID(), provider: "nobody-has-this" },
      fresh.as,
    );
    expect(foreign).toEqual(absent);
  });
});

describe("an administrator", () => {
  let administrator: Person;
  let ordinary: Person;
  beforeAll(async () => {
    ordinary = await server.join("ordinary");
    administrator = await server.join("administrator");
    await database.query("update holdfast.app_user set role = 'admin' where id = $1", [administrator.account.id]);
  });

  it.each(forAdministrators.map(([id]) => id))("[SC-02] alone gets an answer from %s", async (id) => {
    const strangers = { ...owned, user: randomUUID() };
    for (const { as } of [owner, ordinary]) {
      const refused = await call(id, strangers, as);
      expect([refused.status, JSON.parse(refused.text)]).toEqual([403, expect.objectContaining({ code: "forbidden" })]);
    }
    const { status } = await call(id, strangers, administrator.as);
    // What the samples name is not there to be replayed, discarded or lifted.
    expect([...Object.keys(endpoints[id].answers).map(Number), 404]).toContain(status);
  });

  it("[SC-02] is nobody special any more as soon as the role is taken away", async () => {
    expect((await call("status", owned, administrator.as)).status).toBe(200);
    await database.query("update holdfast.app_user set role = 'user' where id = $1", [administrator.account.id]);
    expect((await call("status", owned, administrator.as)).status).toBe(403);
  });
});

/** A session that somebody else's process began, and that is over by now. */
async function expiredSession(): Promise<string> {
  const store = await openTokenStore({
    database: { requestUrl: database.requestUrl, workerUrl: database.workerUrl, poolSize: 1 },
    keyring: Keyring.parse(generateKey()),
    kinds: { session: { lifetime: 1000, idle: 1000 } },
  });
  const { text } = await store.tokens.mint({ kind: "session", userId: owner.account.id });
  const isOver = async (): Promise<void> => expect((await store.tokens.verify("session", text.reveal())).status).toBe("expired");
  await vi.waitFor(isOver, { timeout: 20_000 });
  await store.close();
  return text.reveal();
}

describe("nobody", () => {
  let expired: string;
  beforeAll(async () => void (expired = await expiredSession()));

  const dead = async (): Promise<readonly (readonly [string, Readonly<Record<string, string>>])[]> => {
    const { token = "", session } = await server.signIn(owner);
    await server.api(`/sessions/${session.id}`, { method: "DELETE", headers: owner.as });
    return [
      ["no identity", {}],
      ["a garbage token", { authorization: "Bearer garbage" }],
      ["a token of the right form", { authorization: `Bearer hfs_${"A".repeat(49)}` }],
      ["another scheme", { authorization: `Basic ${owner.token}` }],
      ["a revoked session", { authorization: `Bearer ${token}` }],
      ["an expired session", { authorization: `Bearer ${expired}` }],
      ["an expired session's cookie", { cookie: `holdfast=${expired}`, "sec-fetch-site": "same-origin" }],
      ["a revoked session's cookie", { cookie: `holdfast=${token}`, "sec-fetch-site": "same-origin" }],
    ];
  };

  it.each(guarded.map(([id]) => id))("[SC-02, L-08] gets 401 and changes nothing through %s", async (id) => {
    const identities = await dead();
    const before = await stateOfOwner();
    for (const [, headers] of identities) {
      const { status, text } = await call(id, owned, headers);
      expect(status).toBe(401);
      expect(JSON.parse(text)).toMatchObject({ code: "unauthenticated" });
    }
    expect(await stateOfOwner()).toEqual(before);
  });
});
