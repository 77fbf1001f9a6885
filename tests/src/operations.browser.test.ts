// The operations page: for administrators alone; live figures, quarantine, keys turned before their eyes, alerts, limits, retention.
import type { OperationAnswer, RecordPage } from "@holdfast/contract";
import { generateKey } from "holdfast";
import { addRecords } from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import pg from "pg";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { launchChromium } from "./stage/chromium.js";
import { ConsolePage } from "./stage/console-page.js";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";
import { onDatabase } from "./stage/external-database.js";
import { runProgram } from "./stage/program.js";
import { said } from "./stage/said.js";
import { type Server, startServer } from "./stage/server.js";
import { spoilToken } from "./stage/spoil-token.js";

const database = testDatabase();
const [formerKey, currentKey] = [generateKey("former").reveal(), generateKey("newest").reveal()];
let directory: EmptyDirectory;
let browser: Browser;
let server: Server;
let context: BrowserContext;
let page: Page;
let root: ConsolePage;

const place = (keyring: string, port = "0") => ({
  directory: directory.path,
  environment: { ...onDatabase(database), HOLDFAST_KEYRING: keyring },
  port,
});

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  await addRecords(database, 30);
  browser = await launchChromium();
  server = await startServer(place(formerKey));
  context = await browser.newContext({ reducedMotion: "reduce" });
  root = await ConsolePage.open(await context.newPage());
  page = root.page;
  await root.register(server.started.url, "root@example.org", "correct horse battery");
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await directory.remove();
});

const open = (path: string) => page.goto(`${server.started.url}${path}`);
const notice = (words: string | RegExp) => page.getByRole("log").getByText(words).waitFor();
const perform = (change: object): Promise<OperationAnswer> =>
  root.api("/operations", "POST", { operationId: crypto.randomUUID(), change });
const firstRecords = async (count: number): Promise<readonly string[]> =>
  (await root.api<RecordPage>(`/records?limit=${count}`)).items.map(({ id }) => id);

describe("who may", () => {
  it("[UI-06] [SC-02] an ordinary user is told how one becomes an administrator, and an administrator made so sees the page", async () => {
    await open("/operations");
    await page.getByText("This page is for administrators").waitFor();
    expect(await page.getByRole("link", { name: "Operations" }).count()).toBe(0);
    expect(await root.api("/admin/keys")).toMatchObject({ code: "forbidden" });
    await runProgram(["users", "role", "root@example.org", "admin"], place(formerKey));
    await page.reload();
    await page.getByRole("link", { name: "Operations" }).click();
    await page.getByRole("heading", { name: "Ready" }).waitFor();
  });
});

describe("now", () => {
  it("[UI-06] [SY-09] figures and charts follow what happens, until they are held still, and each chart is a table too", async () => {
    await open("/operations");
    const figures = page.getByRole("region", { name: "Conservation" });
    await figures.getByText(/acknowledged = .* applied \+ 0 waiting \+ 0 in quarantine/).waitFor();
    const before = Number(/^\d+/.exec((await figures.getByText(/ acknowledged = /).textContent())!)![0]);
    await perform({ kind: "bulk_select", group: "default", recordIds: await firstRecords(10) });
    await figures.getByText(`${before + 1} acknowledged =`).waitFor();
    const chart = page.getByRole("figure", { name: "Waiting for the database" });
    await chart.getByRole("button", { name: "Table" }).click();
    const rows = chart.getByRole("table").getByRole("row");
    const counted = await rows.count();
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBeGreaterThan(counted);
    await page.getByRole("button", { name: "Hold still" }).click();
    await perform({ kind: "clear_all", group: "default" });
    await page.getByRole("button", { name: "Go on" }).click();
    await figures.getByText(`${before + 2} acknowledged =`).waitFor();
  });

  it("[UI-06] says that the server does not answer, and goes on when it does", async () => {
    await open("/operations");
    await page.getByRole("heading", { name: "Ready" }).waitFor();
    await page.route("**/api/v1/admin/status", (route) => route.abort());
    await page.getByRole("heading", { name: "The server does not answer" }).waitFor();
    await page.unroute("**/api/v1/admin/status");
    await page.getByRole("heading", { name: "Ready" }).waitFor();
    expect(await page.getByRole("figure").count()).toBe(6);
  });
});

describe("memory", () => {
  it("[UI-06] [TK-16] [TK-18] is filled and compared with the database on demand, with the result in words", async () => {
    await root.api("/tokens/github?account=cached", "PUT", { accessToken: "a secret" });
    await database.query("update holdfast.held_token set last_used_at = now()");
    await open("/operations");
    const memory = page.getByRole("region", { name: "Memory" });
    await memory.getByRole("button", { name: "Compare with the database" }).press("Enter");
    await memory.getByText(/^\d+ tokens? compared with the database: all are as it has them\.$/).waitFor();
    await said(page, /compared with the database: all are as it has them/);
    await memory.getByRole("button", { name: "Fill memory" }).press("Enter");
    await memory.getByText(/looked at/).waitFor();
    expect(await memory.getByRole("button", { name: "Fill memory" }).evaluate((it) => it === document.activeElement)).toBe(true);
    await root.api("/tokens/github?account=cached", "DELETE");
  });

  it("[UI-06] says why it could not be compared", async () => {
    await open("/operations");
    const memory = page.getByRole("region", { name: "Memory" });
    await page.route("**/api/v1/admin/token-cache/reconcile", (route) => route.abort());
    await memory.getByRole("button", { name: "Compare with the database" }).click();
    expect(await memory.locator("[data-tone=bad]").innerText()).toBe("The server cannot be reached. Try again.");
    await page.unroute("**/api/v1/admin/token-cache/reconcile");
  });
});

describe("alerts", () => {
  it("[UI-06] [SC-07] say what happened and how grave it is, also those of before a restart", async () => {
    const person = { email: "root@example.org", password: "correct horse battery" };
    await spoilToken({ url: server.started.url, ...person, inDatabase: (text) => database.query(text) });
    const { port } = server;
    await open("/operations?tab=security");
    const alert = page.getByRole("list", { name: "Alerts" }).getByRole("listitem");
    await alert.getByText("Secrets that did not open").waitFor();
    await server.stop();
    server = await startServer(place(formerKey, port));
    await open("/operations?tab=security");
    await alert.getByText("Critical").waitFor();
    expect(await alert.innerText()).toMatch(/1 within 1 h · .* · Kept here and in the log/);
  });
});

describe("quarantine", () => {
  it("[UI-06] [JO-08] [SY-05] shows what the database refused and why, replays one and gives the other up with a reason", async () => {
    const [first, second] = await firstRecords(2);
    await database.query("alter table holdfast.selection add constraint forbidden check (false) not valid");
    await perform({ kind: "select", group: "default", recordId: first });
    await perform({ kind: "select", group: "default", recordId: second });
    await open("/operations?tab=quarantine");
    const items = page.getByRole("list", { name: "Operations in quarantine" }).getByRole("listitem");
    await expect.poll(() => items.count(), { timeout: 20_000 }).toBe(2);
    await items.first().getByText("23514").waitFor();
    await items
      .first()
      .getByRole("button", { name: /^Replay/ })
      .click();
    await page
      .getByRole("log")
      .getByText(/forbidden|refused/i)
      .first()
      .waitFor();
    await database.query("alter table holdfast.selection drop constraint forbidden");
    await items
      .first()
      .getByRole("button", { name: /^Replay/ })
      .click();
    await notice("Replayed: 1 added, 0 removed.");
    await expect.poll(() => items.count()).toBe(1);
    await items
      .first()
      .getByRole("button", { name: /^Give up/ })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Give up" }).click();
    await page.getByRole("dialog").getByText("Say why, for whoever reads the trail.").waitFor();
    await page.getByLabel("Reason").fill("Not wanted any more");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing is in quarantine").waitFor();
    await page.getByRole("button", { name: "Resolved" }).click();
    await items
      .getByText(/· replayed /)
      .first()
      .waitFor();
    await items.getByText(/· discarded /).waitFor();
  });
});

describe("keys", () => {
  it(
    "[UI-06] [TK-08] shows which rows need which key, rotates with progress, and retires the former one",
    { timeout: 90_000 },
    async () => {
      for (let account = 0; account < 12; account += 1)
        await root.api(`/tokens/github?account=a${account}`, "PUT", { accessToken: "a secret", refreshToken: "another" });
      const { port } = server;
      await server.stop();
      server = await startServer(place(`${currentKey},${formerKey}`, port));
      await open("/operations?tab=keys");
      await page.getByText("12 rows are under another key than the current one.").waitFor();
      expect(await page.getByRole("button", { name: "Retire former" }).isDisabled()).toBe(true);

      const holder = new pg.Client({ connectionString: database.ownerUrl });
      await holder.connect();
      await holder.query("begin; lock table holdfast.held_token in share row exclusive mode");
      await page.getByRole("button", { name: "Rotate" }).click();
      await page
        .getByRole("status")
        .getByText(/^0 of \d+ rows? are under the current key/)
        .waitFor();
      await holder.query("commit");
      await holder.end();
      await page
        .getByRole("status")
        .getByText(/brought 12 rows over and is finished/)
        .waitFor();
      await page.getByText("Everything that is sealed is under the current key.").waitFor();

      await page.getByRole("button", { name: "Retire former" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
      await notice(/The key former is retired/);
      await page.getByRole("row", { name: /^former Retired/ }).waitFor();
      expect(await root.api("/tokens/github?account=a1", "DELETE")).toMatchObject({ status: "revoked" });
    },
  );
});

describe("security, limits and retention", () => {
  it("[UI-06] [SC-07] [LI-01] counts a refused sign-in beside its rule, and shows the limits", async () => {
    await root.api("/sessions", "POST", { email: "root@example.org", password: "not the pass phrase" });
    await open("/operations?tab=security");
    await page
      .getByRole("row")
      .filter({ hasText: /^Failed sign-ins1 of 100 in 5 min1$/ })
      .waitFor();
    await page
      .getByRole("row")
      .filter({ hasText: /^Readings6,000 in 1 min0$/ })
      .waitFor();
    await page.getByRole("link", { name: "Refused sign-ins" }).click();
    await page
      .getByRole("button", { name: /^A sign-in was refused/ })
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get("who")).toBe("everybody");
  });

  it("[UI-06] [AU-05] changes how long the trail is kept, tries retention dry, and sets and lifts a hold", async () => {
    await open("/operations?tab=retention");
    await page.getByLabel("Sessions").fill("0");
    await page.getByText("1 to 1,200").waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await page.getByLabel("Sessions").fill("7");
    await page.getByRole("button", { name: "Save" }).click();
    await notice(/The trail is kept so from now on/);
    await page.getByRole("button", { name: "Dry run" }).click();
    await page.getByText("Nothing would be removed today.").waitFor();
    await page.getByRole("table", { name: "Months of the trail" }).getByText("Kept").first().waitFor();
    expect(await page.getByRole("button", { name: "Remove" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Set hold" }).click();
    await page.getByLabel("Reason").fill("Case 12");
    await page.getByRole("dialog").getByRole("button", { name: "Set hold" }).click();
    await page.getByRole("button", { name: "Lift the hold Case 12" }).click();
    await notice("The hold is lifted.");
    await page.getByText("None: retention and erasure go by the policy alone.").waitFor();
  });
});

it("[UI-07] [UI-06] the keyboard alone goes through the parts, turns a chart into a table, and sets and lifts a hold", async () => {
  await open("/operations");
  await page.getByRole("heading", { name: "Ready" }).waitFor();
  const reach = async (wanted: Locator): Promise<void> => {
    for (let steps = 0; steps < 60; steps += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("The keyboard does not get there.");
  };
  await reach(page.getByRole("figure", { name: "Waiting for the database" }).getByRole("button", { name: "Table" }));
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "Waiting for the database" }).waitFor();
  await page.locator("body").press("Home");
  await page.getByRole("link", { name: "Now" }).focus();
  await reach(page.getByRole("link", { name: "Retention" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/tab=retention/);
  await reach(page.getByRole("button", { name: "Set hold" }));
  await page.keyboard.press("Enter");
  await reach(page.getByLabel("Reason"));
  await page.keyboard.type("Case 34");
  await page.keyboard.press("Enter");
  const lift = page.getByRole("button", { name: "Lift the hold Case 34" });
  await lift.waitFor();
  await reach(lift);
  await page.keyboard.press("Space");
  await lift.waitFor({ state: "detached" });
  expect(await root.api("/admin/holds")).toEqual({ holds: [] });
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it("[UI-07] [UI-06] axe finds nothing on any part, on a phone and on a wide screen", { timeout: 90_000 }, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const faults: Record<string, readonly string[]> = {};
    const expected: Record<string, readonly string[]> = {};
    for (const [tab, content] of [
      ["now", "Conservation"],
      ["quarantine", "Quarantine"],
      ["keys", "Rotation"],
      ["security", "Failed sign-ins"],
      ["retention", "Legal holds"],
    ] as const)
      for (const width of [390, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        await open(`/operations?tab=${tab}`);
        await page.getByRole("main").getByText(content, { exact: true }).first().waitFor();
        faults[`${tab} ${width}`] = await accessibilityFaults(page);
        expected[`${tab} ${width}`] = [];
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(faults).toEqual(expected);
  });
});
