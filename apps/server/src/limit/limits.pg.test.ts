// Limits over HTTP, against a real library.
import { randomUUID } from "node:crypto";
import { createRateLimits } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LiveServer, liveServer, type Person } from "../testing/live-server.js";
import { jsonRequest, problemOf } from "../testing/server-under-test.js";

const database = testDatabase();
const minute = 60_000;
const rules = {
  read: { points: 4, windowMs: minute },
  change: { points: 3, windowMs: minute },
  bulk: { points: 10, windowMs: minute },
  account: { points: 3, windowMs: minute },
  login: { points: 30, windowMs: minute },
};
let server: LiveServer;
let records: readonly string[];
beforeAll(async () => {
  server = await liveServer(database, { rateLimits: createRateLimits({ rules }) });
  records = await server.addRecords(20);
});
afterAll(() => server.close());

const read = (person: Person) => server.api("/groups", { headers: person.as });
const perform = (person: Person, change: unknown) =>
  server.api("/operations", jsonRequest("POST", { operationId: randomUUID(), change }, person.as));

it("[LI-01] says with each answer what is left, and refuses with a time to retry", async () => {
  const ada = await server.join("ada");
  const first = await read(ada);
  expect(first.headers.get("ratelimit-policy")).toBe('"read";q=4;w=60');
  expect(first.headers.get("ratelimit")).toMatch(/^"read";r=3;t=(60|59)$/);
  for (let request = 0; request < 3; request += 1) expect((await read(ada)).status).toBe(200);
  const refused = await read(ada);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("content-type")).toBe("application/problem+json");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
  expect(refused.headers.get("ratelimit")).toMatch(/^"read";r=0;t=\d+$/);
  expect(await problemOf(refused)).toMatchObject({ code: "rate_limited", status: 429, data: { limit: "read", points: 4 } });
});

it("[LI-01] counts users apart, and reads apart from changes", async () => {
  const [bob, eve] = [await server.join("bob"), await server.join("eve")];
  for (let request = 0; request < 5; request += 1) await read(bob);
  expect((await read(bob)).status).toBe(429);
  expect((await read(eve)).status).toBe(200);
  expect((await perform(bob, { kind: "select", recordId: records[0] })).status).toBe(200);
});

it("[LI-01] costs bulk operations by their records, and leaves single ones alone", async () => {
  const cyn = await server.join("cyn");
  expect((await perform(cyn, { kind: "bulk_select", recordIds: records.slice(0, 6) })).status).toBe(200);
  const refused = await perform(cyn, { kind: "bulk_select", recordIds: records.slice(6, 12) });
  expect([refused.status, (await problemOf(refused)).data]).toEqual([429, { limit: "bulk", points: 10, windowSeconds: 60 }]);
  expect((await perform(cyn, { kind: "select", recordId: records[19] })).status).toBe(200);
  expect(await server.holdfast.selections.records(cyn.account.id, "default")).toMatchObject({ count: 7 });
});

it("[LI-01] charges a query for what it matched", async () => {
  const dan = await server.join("dan");
  const answer = await perform(dan, { kind: "bulk_select", query: { filter: {} } });
  expect(answer.headers.get("ratelimit")).toMatch(/^"bulk";r=0;/);
  expect((await perform(dan, { kind: "clear_all" })).status).toBe(429);
});

it("[LI-01] limits by address whoever proves nobody", async () => {
  const ask = (address: string) => server.app.fetch(new Request("http://holdfast.test/api/v1/groups"), { address });
  const asked = [];
  for (let request = 0; request < 5; request += 1) asked.push((await ask("192.0.2.9")).status);
  expect(asked).toEqual([401, 401, 401, 401, 429]);
  expect((await ask("192.0.2.10")).status).toBe(401);
});

it("[LI-01] never refuses the event stream with 429", async () => {
  const fay = await server.join("fay");
  for (let request = 0; request < 6; request += 1) await read(fay);
  const stream = await server.api("/events", { headers: fay.as });
  expect([stream.status, stream.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  await stream.body?.cancel();
});

it("[SC-06] throttles guesses at one account from many addresses, in the same words whether it exists or not", async () => {
  const gus = await server.join("gus");
  const guess = async (email: string, address: string) => {
    const request = jsonRequest("POST", { email, password: "a wrong guess" });
    const response = await server.app.fetch(new Request("http://holdfast.test/api/v1/sessions", request), { address });
    const { instance: _, ...problem } = await problemOf(response);
    return { status: response.status, problem };
  };
  const attempts = async (email: string, net: string) => {
    const made = [];
    for (let one = 1; one <= 4; one += 1) made.push(await guess(email, `198.51.${net}.${one}`));
    return made;
  };
  const known = await attempts(gus.account.email, "1");
  const unknown = await attempts("nobody@example.org", "2");
  expect(known.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
  expect(unknown).toEqual(known);
});

it("[SC-06] throttles an address that tries many accounts", async () => {
  const guess = async (count: number) => {
    const request = jsonRequest("POST", { email: `person-${count}@example.org`, password: "a wrong guess" });
    return (await server.app.fetch(new Request("http://holdfast.test/api/v1/sessions", request), { address: "203.0.113.5" }))
      .status;
  };
  const statuses = [];
  for (let count = 0; count < 31; count += 1) statuses.push(await guess(count));
  expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
  expect(statuses[30]).toBe(429);
});

it("[SC-06] whoever proves the account begins anew", async () => {
  const hal = await server.join("hal");
  for (let one = 0; one < 6; one += 1) expect((await server.signIn(hal)).token).toMatch(/^hfs_/);
});
