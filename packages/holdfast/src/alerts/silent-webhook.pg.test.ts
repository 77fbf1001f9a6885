// A webhook behind a network that swallows everything: it has a deadline, its alerts are sent again, and nobody else waits for it.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { collectLog, createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createAlertOutbox, type SecurityAlert } from "./index.js";

const postgres = testDatabase();
let receiver: Server;
let url: string;
let database: Database;
/** Requests that came and were not answered, in order. */
const arrivals = new EventTarget();
const unanswered: ServerResponse[] = [];
const received: string[] = [];
let isSilent = true;

beforeAll(async () => {
  receiver = createServer((request: IncomingMessage, response) => {
    received.push(String(request.headers["holdfast-id"]));
    if (isSilent) unanswered.push(response);
    else response.writeHead(204).end();
    arrivals.dispatchEvent(new Event("arrival"));
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`;
  const { requestUrl, workerUrl } = postgres;
  // One connection: whoever kept it during a call would be in everybody's way.
  const common = { poolSize: 1, statementTimeout: 10_000, connectTimeout: 2000, preparedStatements: true, log: silentLog };
  database = createDatabase({ requestUrl, workerUrl, ...common });
});
afterAll(async () => {
  await database.close();
  receiver.close();
  receiver.closeAllConnections();
});

const ids = [
  "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0011",
  "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0012",
  "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0013",
] as const;
const alert = (id: string): SecurityAlert => ({
  id,
  event: "bulk_burst",
  count: 3,
  rule: { points: 3, windowMs: 60_000 },
  raisedAt: "2026-01-01T00:00:00.000000Z",
});
const arrival = (): Promise<unknown> => once(arrivals, "arrival");
const waiting = (): Promise<readonly unknown[]> =>
  postgres.query("select id, attempts from holdfast.security_alert where delivery = 'waiting' order by id");

it("[SC-07] a receiver that takes the call and never answers costs one deadline; the alert stays and is sent again, and nobody waits meanwhile", async () => {
  const [clock, log] = [createTestClock(), collectLog()];
  const box = createAlertOutbox({ database, webhook: { url, secret: "s", timeout: 1500 }, clock, log });
  box.add(alert(ids[0]));
  const arrived = arrival();
  const began = performance.now();
  let hasEnded = false;
  const round = box.send().finally(() => (hasEnded = true));
  await arrived;
  // While the call hangs: the connection is free, and another alert is kept.
  expect(await database.asSystem((db) => db.query({ name: "", text: "select 1 as one", values: [] }))).toEqual([{ one: 1 }]);
  box.add(alert(ids[1]));
  expect(hasEnded).toBe(false);
  expect(await round).toBe(1);
  expect(performance.now() - began).toBeGreaterThanOrEqual(1490);
  expect(await waiting()).toMatchObject([{ id: ids[0], attempts: 1 }, { id: ids[1] }]);
  expect(log.lines.map(({ message, facts }) => [message, facts?.["attempts"]])).toEqual([
    ["An alert was not taken by the webhook and will be sent again.", 1],
  ]);

  isSilent = false;
  // The other is due, the first is not yet.
  expect(await box.send()).toBe(1);
  clock.jump(5000);
  expect([await box.send(), await box.send()]).toEqual([1, 0]);
  expect(received).toEqual([ids[0], ids[1], ids[0]]);
  expect(await waiting()).toEqual([]);
  await box.stop();
});

it("[SC-07] [SY-06] a call that hangs does not keep the process from stopping, and its alert is there for the next one", async () => {
  isSilent = true;
  const box = createAlertOutbox({
    database,
    webhook: { url, secret: "s", timeout: 3_600_000 },
    clock: createTestClock(),
    log: silentLog,
  });
  box.add(alert(ids[2]));
  const arrived = arrival();
  const round = box.send();
  await arrived;
  await box.stop();
  expect(await round).toBe(1);
  expect(await waiting()).toMatchObject([{ id: ids[2], attempts: 1 }]);
});
