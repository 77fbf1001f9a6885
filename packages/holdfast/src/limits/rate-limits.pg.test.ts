// Limits that several processes count together, and what happens while the database is away.
import { HoldfastError } from "@holdfast/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";
import { testDatabase } from "../testing/vitest.js";
import { createRateLimits, deleteExpiredRates } from "./index.js";

const server = testDatabase();
let database: Database;
beforeAll(() => {
  const { requestUrl, workerUrl } = server;
  const bounds = { poolSize: 4, statementTimeout: 10_000, connectTimeout: 5000, preparedStatements: true };
  database = createDatabase({ requestUrl, workerUrl, ...bounds, log: silentLog });
});
afterAll(() => database.close());

const rules = { login: { points: 2, windowMs: 60_000 } };
const away = {
  asSystem: () => Promise.reject(new HoldfastError("database_unavailable", { what: "Away.", action: "Wait." })),
};

it("[LI-01] two processes share one count", async () => {
  const [one, other] = [createRateLimits({ rules, shared: database }), createRateLimits({ rules, shared: database })];
  expect(await one.take("login", "address:192.0.2.1")).toMatchObject({ allowed: true, remaining: 1 });
  expect(await other.take("login", "address:192.0.2.1")).toMatchObject({ allowed: true, remaining: 0 });
  expect(await one.take("login", "address:192.0.2.1")).toMatchObject({ allowed: false });
  expect(await other.take("login", "address:192.0.2.1")).toMatchObject({ allowed: false });
  await one.forget("login", "address:192.0.2.1");
  expect(await one.take("login", "address:192.0.2.1")).toMatchObject({ allowed: true, remaining: 1 });
});

it("[LI-01] of simultaneous requests no more pass than are allowed", async () => {
  const limits = createRateLimits({ rules, shared: database });
  const taken = await Promise.all(Array.from({ length: 10 }, () => limits.take("login", "address:192.0.2.2")));
  expect(taken.filter(({ allowed }) => allowed)).toHaveLength(2);
});

it("[LI-01] counts in memory while the database is away", async () => {
  const limits = createRateLimits({ rules, shared: away });
  const taken = [];
  for (let request = 0; request < 3; request += 1) taken.push(await limits.take("login", "address:192.0.2.3"));
  expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, false]);
});

it("[LI-01] removes counts whose window is over, and the role of requests cannot see any", async () => {
  const limits = createRateLimits({ rules, shared: database });
  await limits.take("login", "address:192.0.2.4");
  expect(await database.asSystem((db) => deleteExpiredRates(db, { before: 0, most: 100 }))).toBe(0);
  const far = 4_000_000_000_000;
  expect(await database.asSystem((db) => deleteExpiredRates(db, { before: far, most: 100 }))).toBeGreaterThan(0);
  const [rights] = await server.query("select has_table_privilege('holdfast_app', 'holdfast.rate_limit', 'select') as may", []);
  expect(rights).toEqual({ may: false });
});
