// Every page and state of the console that is worth a look.
import type { Page } from "playwright-core";
import { entry } from "./entry-scenes.js";
import { groups } from "./group-scenes.js";
import { records } from "./record-scenes.js";
import { alert, busy, choose, dialog, failing, hanging, press, type Scene, shown } from "./scene.js";

async function showTables(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Table" }).first().waitFor();
  for (const button of await page.getByRole("button", { name: "Table" }).all()) await button.click();
}

const activity: readonly Scene[] = [
  { name: "activity/page", path: "/activity", ready: shown("Renamed") },
  { name: "activity/newcomer", path: "/activity?what=delete_group", as: "newcomer", ready: shown(/Nothing fits/) },
  {
    name: "activity/story",
    path: "/activity",
    act: async (page) => page.getByRole("button", { name: /Renamed/ }).click(),
    ready: shown(/checked in this browser/),
  },
  { name: "activity/verified", path: "/activity", act: press("Verify now"), ready: shown(/under signed roots/) },
  {
    name: "activity/tables",
    path: "/activity",
    act: showTables,
    ready: (page) => page.getByRole("table").nth(1).waitFor(),
  },
  {
    name: "activity/filters",
    path: "/activity?what=selections&since=2026-01-01T00:00:00Z",
    act: press("More"),
    ready: shown("Clear 2 filters"),
  },
  { name: "activity/loading", path: "/activity", before: hanging("**/api/v1/audit/**"), ready: busy },
  { name: "activity/failed", path: "/activity", before: failing("**/api/v1/audit/**"), ready: alert },
  { name: "activity/everybody", path: "/activity?who=everybody", as: "administrator", ready: shown("Account created") },
];

const connections: readonly Scene[] = [
  { name: "connections/page", path: "/connections", ready: shown("google") },
  { name: "connections/newcomer", path: "/connections", as: "newcomer", ready: shown(/No connections yet/) },
  { name: "connections/loading", path: "/connections", before: hanging("**/api/v1/tokens"), ready: busy },
  { name: "connections/failed", path: "/connections", before: failing("**/api/v1/tokens"), ready: alert },
  {
    name: "connections/history",
    path: "/connections",
    act: async (page) => {
      await press("Actions for The test provider")(page);
      await page.getByRole("menuitem", { name: "History" }).click();
    },
    ready: (page) => page.getByRole("dialog").getByText("Connected").waitFor(),
  },
  {
    name: "connections/returned",
    path: "/connections?problem=denied&provider=github",
    ready: (page) => page.getByText(/said no/).waitFor(),
  },
  {
    name: "connections/disconnect",
    path: "/connections",
    act: choose(/^Actions for GitHub/, "Disconnect"),
    ready: dialog,
  },
  { name: "connections/by-hand", path: "/connections", act: press("Add a token by hand"), ready: dialog },
  { name: "sessions/page", path: "/sessions", ready: shown("This device") },
  { name: "sessions/end-others", path: "/sessions", act: press("End all others"), ready: dialog },
  { name: "sessions/loading", path: "/sessions", before: hanging("**/api/v1/sessions"), ready: busy },
  { name: "sessions/failed", path: "/sessions", before: failing("**/api/v1/sessions"), ready: alert },
];

const operations: readonly Scene[] = [
  { name: "operations/now", path: "/operations", as: "administrator", ready: shown(/^Now .*\/s$/) },
  {
    name: "operations/tables",
    path: "/operations",
    as: "administrator",
    act: showTables,
    ready: (page) => page.getByRole("table").nth(5).waitFor(),
  },
  {
    name: "operations/silent",
    path: "/operations",
    as: "administrator",
    act: async (page) => {
      await shown(/acknowledged =/)(page);
      await page.route("**/api/v1/admin/status", (route) => route.abort());
    },
    ready: shown("The server does not answer"),
  },
  {
    name: "operations/quarantine",
    path: "/operations?tab=quarantine",
    as: "administrator",
    ready: shown("ben@example.org"),
  },
  {
    name: "operations/give-up",
    path: "/operations?tab=quarantine",
    as: "administrator",
    act: press(/^Give up/),
    ready: dialog,
  },
  {
    name: "operations/resolved",
    path: "/operations?tab=quarantine",
    as: "administrator",
    act: press("Resolved"),
    ready: shown("Nothing was resolved yet"),
  },
  {
    name: "operations/memory",
    path: "/operations",
    as: "administrator",
    act: async (page) => {
      await press("Compare with the database")(page);
      await page.getByRole("button", { name: "Fill memory" }).scrollIntoViewIfNeeded();
    },
    ready: shown(/compared/),
  },
  { name: "operations/keys", path: "/operations?tab=keys", as: "administrator", ready: shown("Current") },
  { name: "operations/security", path: "/operations?tab=security", as: "administrator", ready: shown("Critical") },
  {
    name: "operations/retention",
    path: "/operations?tab=retention",
    as: "administrator",
    act: press("Dry run"),
    ready: shown(/^Kept$/),
  },
  { name: "operations/hold", path: "/operations?tab=retention", as: "administrator", act: press("Set hold"), ready: dialog },
  { name: "operations/not-for-you", path: "/operations", ready: shown("This page is for administrators") },
  {
    name: "operations/failed",
    path: "/operations",
    as: "administrator",
    before: failing("**/api/v1/admin/status"),
    ready: alert,
  },
];

export const scenes: readonly Scene[] = [...records, ...groups, ...activity, ...connections, ...operations, ...entry];
