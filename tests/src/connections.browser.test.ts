// Accounts at a real OAuth server, connected, refreshed and disconnected in a real browser; and devices that see each other come and go.
import type { AuditPage } from "@holdfast/contract";
import { testDatabase } from "holdfast/testing/vitest";
import { addRecords, freePort } from "holdfast/testing";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { launchChromium } from "./stage/chromium.js";
import { ConsolePage } from "./stage/console-page.js";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";
import { onDatabase } from "./stage/external-database.js";
import { choose, enter } from "./stage/keyboard.js";
import { agreeAtProvider, type OAuthProvider, providersFile, startOAuthProvider } from "./stage/oauth-provider.js";
import { type Server, startServer } from "./stage/server.js";

const database = testDatabase();
const password = "correct horse battery";
let directory: EmptyDirectory;
let browser: Browser;
let provider: OAuthProvider;
let server: Server;

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  await addRecords(database, 20);
  const port = String(await freePort());
  provider = await startOAuthProvider(`http://127.0.0.1:${port}`);
  const providers = await providersFile(directory.path, { judge: provider.options });
  browser = await launchChromium();
  server = await startServer({ directory: directory.path, environment: { ...onDatabase(database), ...providers }, port });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.close();
  await directory.remove();
});

interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly console: ConsolePage;
}

async function somebody(name: string): Promise<Visitor> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const console = await ConsolePage.open(await context.newPage());
  await console.register(server.started.url, `${name}@example.org`, password);
  return { context, console, page: console.page };
}

const open = (page: Page, path: string) => page.goto(`${server.started.url}${path}`);
const notice = (page: Page, words: string | RegExp) => page.getByRole("log").getByText(words).waitFor();
const card = (page: Page) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: /^The test provider/ }) });

async function connect(page: Page, login: string): Promise<void> {
  await open(page, "/connections");
  await page.getByRole("button", { name: "Connect to The test provider" }).click();
  await agreeAtProvider(page, login);
  await notice(page, "Connected to The test provider.");
}

describe("connections", () => {
  it("[TK-23, TK-24, UI-05] connects with a real provider, shows how it stands, refreshes, looks back and disconnects", async () => {
    const { context, console, page } = await somebody("connects");
    await connect(page, "connects");
    expect(new URL(page.url()).search).toBe("");
    await card(page).getByText("Active", { exact: true }).waitFor();
    await card(page).getByText("in 59 minutes").waitFor();

    await page.getByRole("button", { name: "Refresh now: The test provider" }).click();
    await notice(page, "The token of The test provider was refreshed.");
    // The provider rotates: the first refresh token is used up, the second lives.
    expect(provider.refreshTokens()).toEqual({ live: 1, issued: 2 });

    await page.getByRole("button", { name: "Actions for The test provider" }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    const history = page.getByRole("dialog").getByRole("list", { name: "What happened" });
    await history.getByText("Token refreshed").waitFor();
    expect(await history.getByRole("listitem").first().textContent()).toMatch(/Token refreshed/);
    await history.getByText("Connected").waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Actions for The test provider" }).click();
    await page.getByRole("menuitem", { name: "Disconnect" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
    await notice(page, "Disconnected from The test provider.");
    await page
      .getByRole("region", { name: "Ended" })
      .getByRole("heading", { name: /The test provider/ })
      .waitFor();
    await expect.poll(() => provider.refreshTokens().live, { timeout: 15_000 }).toBe(0);
    await expect
      .poll(async () => (await console.api<AuditPage>("/audit?action=provider_revoked")).events.length, { timeout: 15_000 })
      .toBe(1);
    await context.close();
  });

  it("[UI-07] [UI-05] connects, refreshes and disconnects by keys alone", async () => {
    const { context, page } = await somebody("by-keys");
    await open(page, "/connections");
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    await enter(page, button("Connect to The test provider"));
    await agreeAtProvider(page, "by-keys");
    await notice(page, "Connected to The test provider.");
    await enter(page, button("Refresh now: The test provider"));
    await notice(page, "The token of The test provider was refreshed.");
    await choose(page, button("Actions for The test provider"), "Disconnect");
    await enter(page, page.getByRole("dialog").getByRole("button", { name: "Disconnect" }));
    await notice(page, "Disconnected from The test provider.");
    await page.getByRole("region", { name: "Ended" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  it("[TK-23] [UI-05] says what to do when the person says no, and keeps nothing", async () => {
    const { context, console, page } = await somebody("denies");
    await open(page, "/connections");
    await page.getByRole("button", { name: "Connect to The test provider" }).click();
    await page.getByRole("link", { name: /cancel|abort/i }).click();
    await notice(page, "The test provider was not connected.");
    await notice(page, /said no. Nothing was changed./);
    expect(await console.api("/tokens")).toEqual({ tokens: [] });
    await context.close();
  });

  it("[TK-23] [UI-05] an answer that was begun in another session connects nothing", async () => {
    const [ann, eve] = [await somebody("ann"), await somebody("eve")];
    const { url } = await eve.console.api<{ readonly url: string }>("/connections/judge", "POST", {});
    const state = new URL(url).searchParams.get("state") ?? "";
    await open(ann.page, `/api/v1/connections/callback?state=${state}&code=stolen`);
    await notice(ann.page, /was not connected/);
    await notice(ann.page, /belongs to no connection that you began here/);
    expect(await ann.console.api("/tokens")).toEqual({ tokens: [] });
    await Promise.all([ann.context.close(), eve.context.close()]);
  });

  it("[UI-05] tells expiring, expired and ended apart, what needs somebody first, with a way on for each", async () => {
    const { context, console, page } = await somebody("states");
    const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
    await console.api("/tokens/alpha", "PUT", { accessToken: "a", expiresAt: inHours(0.5) });
    await console.api("/tokens/beta", "PUT", { accessToken: "b", expiresAt: inHours(-1) });
    await console.api("/tokens/gamma", "PUT", { accessToken: "c" });
    await console.api("/tokens/gamma", "DELETE");
    await open(page, "/connections");
    const list = page.getByRole("list", { name: "Connections" });
    await list.getByText("Expiring soon").waitFor();
    expect((await list.getByRole("heading").allTextContents()).map((text) => text.trim())).toEqual([
      "betaExpired",
      "alphaExpiring soon",
    ]);
    await page.getByRole("button", { name: "New token for beta" }).click();
    await page.getByLabel("Access token", { exact: true }).fill("another");
    await page.getByRole("button", { name: "Keep token" }).click();
    await list.getByText("Active", { exact: true }).waitFor();
    await page.getByRole("button", { name: "New token for gamma" }).waitFor();
    await context.close();
  });
});

it("[UI-07] [UI-05] the keyboard alone looks back on a token and disconnects, and focus comes back to where it was", async () => {
  const { context, console, page } = await somebody("keys");
  await console.api("/tokens/alpha", "PUT", { accessToken: "a" });
  await open(page, "/connections");
  const actions = page.getByRole("button", { name: "Actions for alpha" });
  await actions.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("Token kept").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await actions.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  const disconnect = page.getByRole("dialog").getByRole("button", { name: "Disconnect" });
  for (let steps = 0; steps < 4 && !(await disconnect.evaluate((element) => element === document.activeElement)); steps += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await notice(page, "Disconnected from alpha.");
  await context.close();
});

describe("sessions", () => {
  it("[UI-05] [TK-06] a device appears, is ended from another, and both pages know at once", async () => {
    const { context, page } = await somebody("devices");
    await open(page, "/sessions");
    await page.getByText("You are signed in on this device only.").waitFor();
    const other = await browser.newContext();
    const phone = await other.newPage();
    await phone.goto(`${server.started.url}/sign-in`);
    await phone.getByLabel("E-mail address").fill("devices@example.org");
    await phone.getByLabel("Password", { exact: true }).fill(password);
    await phone.getByRole("button", { name: "Sign in" }).click();
    await phone.getByRole("button", { name: /^Account: .* Live$/ }).waitFor();
    const end = page.getByRole("button", { name: /^End session on / });
    await end.click();
    await end.waitFor({ state: "detached" });
    await phone.waitForURL(/\/sign-in/);
    await page.getByText("You are signed in on this device only.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/sessions");
    await Promise.all([context.close(), other.close()]);
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it("[UI-07] [UI-05] axe finds nothing on connections, their history and sessions, on a phone and on a wide screen", async () => {
    const { context, console, page } = await somebody(`axe-${colorScheme}`);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await connect(page, `axe-${colorScheme}`);
    await console.api("/tokens/slack", "PUT", { accessToken: "a" });
    await console.api("/tokens/slack", "DELETE");
    await console.api("/tokens/beta", "PUT", { accessToken: "b", expiresAt: "2026-01-01T00:00:00Z" });
    await page.getByRole("heading", { name: /slack/ }).waitFor();
    await page.getByRole("heading", { name: /beta/ }).waitFor();
    const faults: Record<string, readonly string[]> = {};
    for (const width of [390, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      faults[width] = await accessibilityFaults(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await page.getByRole("button", { name: "Actions for The test provider" }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    await page.getByRole("dialog").getByText("Connected").waitFor();
    faults["history"] = await accessibilityFaults(page);
    await open(page, "/sessions");
    await page.getByText("This device", { exact: true }).waitFor();
    faults["sessions"] = await accessibilityFaults(page);
    expect(faults).toEqual({ 390: [], 2560: [], history: [], sessions: [] });
    await context.close();
  });
});
