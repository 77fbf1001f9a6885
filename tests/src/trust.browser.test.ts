// What people did is never lost and never silent: the network cut, the server killed, a refusal, a session ended, another user.
import type { OperationAnswer } from "@holdfast/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { ConsolePage } from "./stage/console-page.js";
import { ConsoleStage, type Visitor } from "./stage/console-stage.js";

const password = "correct horse battery";
const stage = new ConsoleStage(120);

async function somebody(name: string): Promise<Visitor> {
  const visitor = await stage.visitor({ viewport: { width: 1500, height: 900 } });
  await visitor.console.register(stage.url, `${name}@example.org`, password);
  return visitor;
}

const perform = (console: ConsolePage, change: object): Promise<OperationAnswer> =>
  console.api("/operations", "POST", { operationId: crypto.randomUUID(), change });
const waits = (page: Page, words: string) => page.getByText(words).first().waitFor();
const panel = (page: Page) => page.getByRole("dialog", { name: "Your changes" });

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account: / }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
}

/** Runs in the page: everything that its storages hold, as one text. */
async function everythingStored(): Promise<string> {
  const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve) => request.addEventListener("success", () => resolve(request.result)));
  const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name = "" } of await indexedDB.databases()) {
    const opened = await settled(indexedDB.open(name));
    for (const store of opened.objectStoreNames)
      parts.push(JSON.stringify(await settled(opened.transaction(store).objectStore(store).getAll())));
    opened.close();
  }
  return parts.join("\n");
}

/** Resolves when the page would open without a network: every one of its files is kept, and the worker that keeps them answers for it. */
const filesKept = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          if (navigator.serviceWorker.controller === null) return false;
          const kept = new Set((await (await caches.open("holdfast console")).keys()).map(({ url }) => url));
          const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
          const own = loaded.filter((name) => name.startsWith(`${location.origin}/assets/`));
          return own.some((name) => name.includes("/assets/changes-panel")) && own.every((name) => kept.has(name));
        }),
      { timeout: 15_000 },
    )
    .toBe(true);

describe("the story of one change", () => {
  it("[UI-02] is one press away from the indicator and from a notice: who, when, from where, its position, when it was applied", async () => {
    const { context, console, page } = await somebody("story");
    await console.statesDuring(() => console.tick(0).click());
    await page.getByRole("button", { name: /^Synced: / }).click();
    await panel(page)
      .getByRole("button", { name: /^Select 1 record in My selection/ })
      .click();
    const story = panel(page).getByRole("region", { name: "The story of this change" });
    await story.getByText("127.0.0.1").waitFor();
    const words = (await story.innerText()).split("\n");
    const fact = (name: string): string | undefined => words[words.indexOf(name) + 1];
    expect([fact("Who"), fact("Session"), fact("From"), fact("Device")]).toEqual([
      "You",
      "This one",
      "127.0.0.1",
      "Chrome on Linux",
    ]);
    expect(Number(fact("Journal position"))).toBeGreaterThan(0);
    expect([fact("Safe"), fact("In the database")]).toEqual([
      expect.stringMatching(/^after \d/),
      expect.stringMatching(/^after \d/),
    ]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await console.statesDuring(() => page.keyboard.press("Control+z"));
    await page.getByRole("log").getByRole("button", { name: "Story" }).click();
    await panel(page).getByRole("region", { name: "The story of this change" }).getByText("127.0.0.1").waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await console.ready();
    await page.getByRole("button", { name: /^Synced: / }).click();
    await panel(page).getByText("Nothing was changed yet").waitFor();
    await context.close();
  });
});

/** Runs in a page before the page itself: a file is there that only an earlier version needed. */
const leaveOldFile = (file: string): void =>
  void globalThis.caches?.open("holdfast console").then((cache) => cache.put(file, new Response("old")));

/** Runs in the page. */
const isKept = async (file: string): Promise<boolean> =>
  (await (await caches.open("holdfast console")).match(file)) !== undefined;

/** Runs in the page: asks its worker to keep `files`, as the console does. */
async function keep(files: readonly string[]): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ keep: files });
}

/** Runs in the page: how the kept page begins. */
async function keptPage(): Promise<string | undefined> {
  const kept = await (await caches.open("holdfast console")).match("/");
  return (await kept?.text())?.slice(0, 15);
}

describe("the network", () => {
  it("[UI-02] takes the kept page away from nobody: a new one is kept only once all its files are here", async () => {
    const { context, console, page } = await stage.visitor({ viewport: { width: 1500, height: 900 } });
    const old = "/assets/of-an-earlier-page.js";
    await page.addInitScript(leaveOldFile, old);
    await console.register(stage.url, "half@example.org", password);
    await filesKept(page);
    // What the page asks for by itself ends with this.
    await expect.poll(() => page.evaluate(isKept, old)).toBe(false);
    await page.evaluate(async () => (await caches.open("holdfast console")).put("/", new Response("an earlier page")));
    const missing = "/assets/of-a-newer-page.js";
    const refused = context.waitForEvent("response", (response) => response.url().endsWith(missing));
    await page.evaluate(keep, [missing]);
    expect((await refused).status()).toBe(404);
    expect(await page.evaluate(keptPage)).toBe("an earlier page");
    await page.evaluate(keep, await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name)));
    await expect.poll(() => page.evaluate(keptPage)).toBe("<!doctype html>");
    await context.close();
  });

  it("[UI-02] is cut: changes wait, also through a reload without a network, and are sent when it is back", async () => {
    const { context, console, page } = await somebody("cut");
    await filesKept(page);
    await context.setOffline(true);
    await console.tick(1).click();
    await console.tick(3).click();
    await console.state("saving");
    await waits(page, "You are offline.");
    await waits(page, "2 changes wait in this browser");
    await page.reload();
    // Not every Chromium says of a page that is loaded while its network is cut that it is offline.
    await page.getByRole("heading", { name: /^(You are offline|The server cannot be reached)$/ }).waitFor();
    await waits(page, "2 changes wait in this browser");
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.setOffline(false);
    await console.ready();
    await console.ticked([1, 3]);
    await expect.poll(console.stored()).toBe(2);
    await context.close();
  });
});

describe("the server", () => {
  it("[UI-02] [SY-11] is killed and comes back: what was asked for meanwhile is sent, and nothing happens twice", async () => {
    const { context, console, page } = await somebody("killed");
    await console.statesDuring(() => console.tick(0).click());
    await filesKept(page);
    stage.server.kill("SIGKILL");
    await stage.server.ended;
    await console.tick(2).click();
    await console.tick(5).click({ modifiers: ["Shift"] });
    await waits(page, "wait in this browser");
    await console.state("saving");
    await page.getByRole("button", { name: /^Saving: / }).click();
    await panel(page)
      .getByText(/wait in this browser/)
      .waitFor();
    await page.keyboard.press("Escape");
    await stage.startAgain();
    await console.state("synced");
    await console.ticked([0, 2, 3, 4, 5]);
    await expect.poll(console.stored()).toBe(5);
    await context.close();
  });
});

describe("a refusal", () => {
  it("[UI-02] names the reason and the ways out, also after a reload and for what an earlier page had left waiting", async () => {
    const { context, console, page } = await somebody("refused");
    const { groupId } = await perform(console, { kind: "create_group", name: "Short-lived" });
    await page.goto(`${stage.url}/records?group=${groupId}`);
    await console.ready();
    await page.route("**/api/v1/operations", (route) => route.abort());
    await console.tick(1).click();
    await console.tick(2).click();
    await waits(page, "2 changes wait in this browser");
    // Elsewhere the group is deleted meanwhile.
    const elsewhere = await ConsolePage.open(await context.newPage());
    await elsewhere.page.goto(`${stage.url}/groups`);
    await perform(elsewhere, { kind: "delete_group", group: groupId });
    await elsewhere.page.close();
    await page.reload();
    await page.unroute("**/api/v1/operations");
    await page
      .getByRole("alert")
      .getByText(/^Refused and taken back: Select 1 record in a group\./)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "All 2" }).click();
    await panel(page).getByText("2 changes were refused and taken back.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.reload();
    await page.getByRole("button", { name: "All 2" }).waitFor();
    const strip = page.getByRole("region", { name: "Selection" }).getByRole("alert");
    await strip.getByRole("button", { name: "Dismiss" }).click();
    await strip.getByRole("button", { name: "Try again" }).click();
    await strip.getByText("Refused and taken back").waitFor();
    await strip.getByRole("button", { name: "Dismiss" }).click();
    await console.state("synced");
    await expect.poll(console.stored()).toBe(0);
    await context.close();
  });
});

describe("a session that is ended elsewhere", () => {
  it("[UI-05] [UI-02] leads to the sign-in page and back to the same view, and what waited is sent", async () => {
    const { context, console, page } = await somebody("ended");
    const place = `${stage.url}/records?sort=year&order=desc`;
    await page.goto(place);
    await console.ready();
    await page.route("**/api/v1/operations", (route) => route.abort());
    await console.tick(1).click();
    await waits(page, "1 change waits in this browser");
    const other = await stage.browser.newContext();
    const phone = await ConsolePage.open(await other.newPage());
    await phone.page.goto(`${stage.url}/sign-in`);
    await phone.page.getByLabel("E-mail address").fill("ended@example.org");
    await phone.page.getByLabel("Password", { exact: true }).fill(password);
    await phone.page.getByRole("button", { name: "Sign in" }).click();
    await phone.ready();
    await phone.api("/sessions/others", "DELETE");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.unroute("**/api/v1/operations");
    await page.getByLabel("E-mail address").fill("ended@example.org");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await console.ready();
    await console.ticked([1]);
    await expect.poll(console.stored()).toBe(1);
    expect(page.url()).toBe(place);
    await Promise.all([context.close(), other.close()]);
  });
});

describe("two users of one browser", () => {
  it("[SC-02] [UI-02] leave nothing of one for the other, on the page or in its storages", async () => {
    const { context, console, page } = await somebody("first");
    await perform(console, { kind: "create_group", name: "Secret plans" });
    await console.statesDuring(() => console.tick(4).click());
    await page.getByText("Secret plans").first().waitFor();
    const me = await console.api<{ account: { id: string } }>("/me");
    await signOut(page);
    await console.register(stage.url, "second@example.org", password);
    await console.count(0);
    await console.ticked([]);
    await page.getByRole("button", { name: /^Synced: / }).click();
    await panel(page).getByText("Nothing was changed yet").waitFor();
    const stored = await page.evaluate(everythingStored);
    expect(
      [await page.content(), stored].filter((text) => text.includes("Secret plans") || text.includes(me.account.id)),
    ).toEqual([]);
    await context.close();
  });
});
