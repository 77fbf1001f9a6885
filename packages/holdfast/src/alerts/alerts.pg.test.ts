// Security events, the rules over them, and the webhook that hears of alerts, with a real receiver.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { collectLog, createFaultProxy, createTestClock } from "../testing/index.js";
import { testDatabase } from "../testing/vitest.js";
import { createAlertOutbox, createSecurityMonitor, deleteOldAlerts, type SecurityAlert } from "./index.js";

const postgres = testDatabase();
const secret = "a secret of the receiver";
const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let answerWith = 204;
let receiver: Server;
let url: string;
let database: Database;
beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answerWith).end();
    });
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`;
  database = connect((target) => target);
});
afterAll(async () => {
  await database.close();
  receiver.close();
  receiver.closeAllConnections();
});
beforeEach(() => {
  received.length = 0;
  answerWith = 204;
});

function connect(through: (target: string) => string): Database {
  const { requestUrl, workerUrl } = postgres;
  return createDatabase({
    requestUrl: through(requestUrl),
    workerUrl: through(workerUrl),
    poolSize: 4,
    statementTimeout: 10_000,
    connectTimeout: 5000,
    preparedStatements: true,
    log: silentLog,
  });
}

const rule = { points: 3, windowMs: 60_000 };

describe("rules", () => {
  it("[SC-07] count each kind, raise one alert in a window, and begin anew after it", async () => {
    const clock = createTestClock();
    const log = collectLog();
    const raised: SecurityAlert[] = [];
    const monitor = createSecurityMonitor({
      rules: { sign_in_failed: rule },
      clock,
      log,
      onAlert: (alert) => void raised.push(alert),
    });
    for (let one = 0; one < 2; one += 1) monitor.note("sign_in_failed");
    monitor.note("dead_token");
    expect(raised).toEqual([]);
    for (let one = 0; one < 5; one += 1) monitor.note("sign_in_failed");
    expect(raised).toMatchObject([{ event: "sign_in_failed", count: 3, rule }]);
    await clock.advance(61_000);
    for (let one = 0; one < 3; one += 1) monitor.note("sign_in_failed");
    expect(raised).toHaveLength(2);
    const windows = { sign_in_failed: { count: 3, rule }, dead_token: { count: 1 } };
    expect(monitor.status()).toMatchObject({ events: { sign_in_failed: 10, dead_token: 1, audit_break: 0 }, alerts: 2, windows });
    expect(log.lines.filter(({ level, message }) => level === "warn" && message === "Security alert.")).toHaveLength(2);
  });

  it("[SC-07] make one failure to decrypt, and one break of the trail, an alert", () => {
    const raised: SecurityAlert[] = [];
    const monitor = createSecurityMonitor({
      clock: createTestClock(),
      log: silentLog,
      onAlert: (alert) => void raised.push(alert),
    });
    monitor.note("unseal_failed");
    monitor.note("audit_break");
    expect(raised.map(({ event }) => event)).toEqual(["unseal_failed", "audit_break"]);
  });
});

const alert = (id: string, raisedAt = "2026-01-01T00:00:00.000000Z"): SecurityAlert => ({
  id,
  event: "bulk_burst",
  count: 3,
  rule,
  raisedAt,
});

describe("the webhook", () => {
  const outbox = (clock = createTestClock()) => createAlertOutbox({ database, webhook: { url, secret }, clock, log: silentLog });

  it("[SC-07] is told once, with a signature over time and body", async () => {
    const box = outbox();
    box.add(alert("6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0001"));
    expect([await box.send(), await box.send()]).toEqual([1, 0]);
    const [{ headers, body }] = received as [(typeof received)[number]];
    expect(JSON.parse(body)).toMatchObject({
      type: "security_alert",
      event: "bulk_burst",
      count: 3,
      threshold: 3,
      windowSeconds: 60,
    });
    const expected = createHmac("sha256", secret)
      .update(`${String(headers["holdfast-timestamp"])}.${body}`)
      .digest("hex");
    expect(headers).toMatchObject({
      "holdfast-id": "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0001",
      "holdfast-signature": `v1=${expected}`,
    });
    expect(body).not.toContain(secret);
  });

  it("[SC-07] is told again, later and later, until it has taken the alert", async () => {
    const clock = createTestClock();
    const box = outbox(clock);
    answerWith = 500;
    box.add(alert("6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0002"));
    expect([await box.send(), await box.send()]).toEqual([1, 0]);
    clock.jump(5000);
    expect(await box.send()).toBe(1);
    clock.jump(5000);
    expect(await box.send()).toBe(0);
    answerWith = 200;
    clock.jump(5000);
    expect([await box.send(), await box.send()]).toEqual([1, 0]);
    expect(received).toHaveLength(3);
    expect(await box.list()).toMatchObject([{ id: "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0002", delivery: "taken", attempts: 3 }, {}]);
  });

  it("[SC-07] hears after a restart what it missed before", async () => {
    answerWith = 503;
    const before = outbox();
    before.add(alert("6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f0003"));
    await before.send();
    answerWith = 204;
    const clock = createTestClock();
    clock.jump(60_000);
    expect(await outbox(clock).send()).toBe(1);
  });
});

describe("kept alerts", () => {
  const ids = [1, 2, 3].map((one) => `6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f100${one}`) as [string, string, string];
  const kept = () => createAlertOutbox({ database, clock: createTestClock(), log: silentLog });
  const listed = async (box = kept(), before?: string) => (await box.list({ before, limit: 2 })).map(({ id }) => id);

  it("[SC-07] are there without a webhook and after a restart, newest first and page by page", async () => {
    const before = kept();
    ids.forEach((id, index) => before.add(alert(id, `2027-01-0${index + 1}T00:00:00.123456Z`)));
    await before.stop();
    const [newest] = await kept().list();
    expect(newest).toEqual({
      id: ids[2],
      event: "bulk_burst",
      count: 3,
      points: 3,
      windowMs: 60_000,
      raisedAt: "2027-01-03T00:00:00.123456Z",
      delivery: "none",
      attempts: 0,
    });
    expect(await listed()).toEqual([ids[2], ids[1]]);
    expect((await listed(kept(), ids[1]))[0]).toBe(ids[0]);
  });

  it("[SC-07] that no database took are kept when it is back", async () => {
    const proxy = await createFaultProxy(Number(new URL(postgres.workerUrl).port));
    const through = connect((target) => proxy.url(target));
    const log = collectLog();
    const box = createAlertOutbox({ database: through, clock: createTestClock(), log });
    const id = "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f2000";
    await proxy.cut();
    box.add(alert(id, "2028-01-01T00:00:00.000000Z"));
    await expect(box.send()).rejects.toMatchObject({ code: "database_unavailable" });
    expect(log.lines).toMatchObject([{ level: "error", facts: { alert: id } }]);
    await proxy.restore();
    expect(await listed(box)).toEqual([id, ids[2]]);
    await through.close();
    await proxy.close();
  });

  it("[SC-07] of long ago are removed, but for those that the webhook still has to hear of", async () => {
    const waiting = "6f1c9e1a-7f0e-4c8e-9a69-1d3a6f6f3000";
    const box = createAlertOutbox({ database, webhook: { url, secret }, clock: createTestClock(), log: silentLog });
    box.add(alert(waiting, "2027-01-01T12:00:00.000000Z"));
    await box.stop();
    await database.asSystem((db) => deleteOldAlerts(db, { before: "2027-01-03T00:00:00.000000Z" }));
    const left = (await kept().list()).map(({ id }) => id);
    expect(left).toContain(waiting);
    expect(left).toContain(ids[2]);
    expect(left).not.toContain(ids[0]);
  });
});
