// PF-19's instrument is right: it sees the whole catalogue, every script, the paints in their order, and what moves when something does.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ConsoleServer, startConsoleServer } from "./console-server.js";
import { launchBrowser, visitConsole } from "./console-visit.js";

let server: ConsoleServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startConsoleServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it("[PF-19] a cold visit shows 19,089 records with at most 200 kB of script, and nothing jumps", async () => {
  const visit = await visitConsole(browser, server.url, server.cookie);
  expect(visit.records).toBe(19_089);
  expect(visit.firstPaint).toBeGreaterThan(0);
  expect(visit.largestPaint).toBeGreaterThanOrEqual(visit.firstPaint);
  expect(visit.firstRecord).toBeGreaterThan(0);
  expect(visit.scriptBytes).toBeGreaterThan(50_000);
  expect(visit.scriptBytes).toBeLessThanOrEqual(200_000);
  expect(visit.shifted).toBeLessThan(0.1);
});
