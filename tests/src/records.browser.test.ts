// The records page as people from spreadsheets and mail use it: columns, keys, ranges over rows not loaded, filters, details, actions.
import type { GroupItems, RecordPage } from "@holdfast/contract";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { launchChromium } from "./stage/chromium.js";
import { ConsolePage } from "./stage/console-page.js";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";
import { type Server, startServer } from "./stage/server.js";

const password = "correct horse battery";
const catalogueSize = 19_089;
let directory: EmptyDirectory;
let browser: Browser;
let server: Server;

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  [server, browser] = await Promise.all([startServer({ directory: directory.path }), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await directory.remove();
});

interface Visitor {
  readonly context: BrowserContext;
  readonly console: ConsolePage;
  readonly page: Page;
}

async function somebody(name: string, how: Parameters<Browser["newContext"]>[0] = {}): Promise<Visitor> {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1500, height: 900 }, ...how });
  const console = await ConsolePage.open(await context.newPage());
  await console.register(server.started.url, `${name}@example.org`, password);
  return { context, console, page: console.page };
}

const open = (page: Page, path: string) => page.goto(`${server.started.url}${path}`);

describe("columns", () => {
  it("[UI-01] are chosen, made wider by pointer and by key, and come back as they were left", async () => {
    const { context, console, page } = await somebody("columns");
    const head = (name: string) => page.getByRole("columnheader", { name: new RegExp(`^${name}`) });
    const width = async (name: string) => Math.round((await head(name).boundingBox())!.width);
    await page.getByRole("button", { name: "Columns", exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: "Status" }).click();
    await page.getByRole("menuitemcheckbox", { name: "In groups" }).click();
    await page.keyboard.press("Escape");
    await head("In groups").waitFor();
    expect(await head("Status").count()).toBe(0);

    const grip = page.getByRole("separator", { name: "Width of Type" });
    const box = (await grip.boundingBox())!;
    const before = await width("Type");
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 70, box.y + 10, { steps: 4 });
    await page.mouse.up();
    const dragged = await width("Type");
    await grip.focus();
    await page.keyboard.press("ArrowRight");
    const pressed = await width("Type");
    expect([dragged - before, pressed - dragged]).toEqual([70, 16]);

    await console.statesDuring(() => console.tick(0).click());
    await console.row(0).getByRole("gridcell", { name: "My selection" }).waitFor();
    await page.reload();
    await console.ready();
    expect([await head("Status").count(), await width("Type")]).toEqual([0, pressed]);
    await grip.dblclick();
    await page.getByRole("button", { name: "Columns", exact: true }).click();
    await page.getByRole("menuitem", { name: "Columns as they were" }).click();
    await head("Status").waitFor();
    await context.close();
  });
});

describe("the keyboard", () => {
  it("[UI-01] [UI-07] selects the rows in view and then all that match right after signing in, and undo takes it back", async () => {
    const { context, console, page } = await somebody("select-all");
    // The table has not the focus yet: the keys are its own all the same.
    expect(await console.grid.evaluate((grid) => grid.contains(document.activeElement))).toBe(false);
    await page.keyboard.press("Control+a");
    await page.getByRole("button", { name: "Select all 19,089 that match" }).waitFor();
    expect(await page.evaluate(() => document.getSelection()?.toString())).toBe("");
    await console.statesDuring(() => page.keyboard.press("Control+a"));
    await console.count(catalogueSize);
    await page
      .getByRole("log")
      .getByText(/^19,0\d\d records selected/)
      .waitFor();
    await console.statesDuring(() => page.keyboard.press("Control+z"));
    await page
      .getByRole("log")
      .getByText(/^Undone: /)
      .waitFor();
    // The rows in view were ticked by a gesture of their own.
    await console.statesDuring(() => page.keyboard.press("Control+z"));
    await console.count(0);
    await console.statesDuring(() => page.keyboard.press("Control+Shift+z"));
    await console.statesDuring(() => page.keyboard.press("Control+Shift+z"));
    await console.count(catalogueSize);
    await expect.poll(console.stored()).toBe(catalogueSize);
    await context.close();
  });

  it("[UI-01] [UI-07] draws ranges, ticks over rows that are not loaded, opens details and leaves each by Escape", async () => {
    const { context, console, page } = await somebody("ranges");
    await console.grid.focus();
    for (let n = 0; n < 3; n += 1) await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("4 rows in range").waitFor();
    await console.statesDuring(() => page.keyboard.press("Space"));
    await console.ticked([0, 1, 2, 3]);
    // From the last tick to the last row: 19,000 rows that were never in view.
    await page.keyboard.press("End");
    await console.row(catalogueSize - 1).waitFor();
    await console.statesDuring(() => page.keyboard.press("Shift+Space"));
    await console.count(catalogueSize);
    await console.statesDuring(() => page.keyboard.press("Control+z"));
    await console.count(4);

    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByRole("heading", { level: 2 }).waitFor();
    const [first] = (await console.api<RecordPage>("/records?limit=2")).items;
    expect(await details.getByRole("heading", { level: 2 }).innerText()).toBe(first!.title);
    expect(new URL(page.url()).searchParams.get("record")).toBe(first!.id);
    await page.keyboard.press("j");
    await page.waitForURL((url) => url.searchParams.get("record") !== first!.id);
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
    await context.close();
  });
});

describe("filters and selection", () => {
  it("[UI-01] every view is in the address, is restored from it, and says how much of the selection it hides", async () => {
    const { context, console, page } = await somebody("views");
    await console.statesDuring(() => page.keyboard.press("Control+a"));
    const all = await console.stored()();
    await console.search("education", /^\d+ matches$/);
    await page
      .getByRole("complementary", { name: "Filters" })
      .getByRole("checkbox", { name: /^In force/ })
      .check();
    await page.getByRole("button", { name: "Year", exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("sort") === "year");
    await page.getByText(/\d+ hidden by filters/).waitFor();
    await page.getByRole("columnheader", { name: "Year" }).and(page.locator("[aria-sort=ascending]")).waitFor();
    await console.grid.and(page.locator("[aria-busy=false]")).waitFor();
    await console.tick(0).waitFor();
    const bar = page.getByRole("region", { name: "Selection" });
    const said = await bar.getByRole("paragraph").first().getAttribute("aria-label");
    expect(said).toMatch(new RegExp(`^${all} selected, \\d+ hidden by filters$`));
    const [place, text] = [page.url(), await console.row(0).innerText()];

    await open(page, "/groups");
    await page.getByRole("heading", { name: "Groups" }).waitFor();
    await page.goto(place);
    await console.tick(0).waitFor();
    expect([await console.row(0).innerText(), await page.getByLabel("Search records").inputValue()]).toEqual([text, "education"]);
    await page.getByText(/\d+ hidden by filters/).waitFor();
    await bar.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText(`${all} matches`).waitFor();
    await context.close();
  });

  it("[UI-01] coming back to a view leads to the row where it was left", async () => {
    const { context, console, page } = await somebody("back");
    await console.grid.focus();
    await page.keyboard.press("End");
    await console
      .row(catalogueSize - 1)
      .and(page.locator("[data-active]"))
      .waitFor();
    const scrolled = (): Promise<number> => console.grid.evaluate(({ scrollTop }) => scrollTop);
    const before = await scrolled();
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Sessions" }).click();
    await page.getByRole("heading", { name: "Sessions" }).waitFor();
    await page.goBack();
    await console
      .row(catalogueSize - 1)
      .and(page.locator("[data-active]"))
      .waitFor();
    await console.tick(catalogueSize - 1).waitFor();
    expect(await scrolled()).toBe(before);
    await context.close();
  });

  it("[UI-01] [SE-01] what is selected is put into another group, given a state and a note, and cleared; filters limit it when asked", async () => {
    const { context, console, page } = await somebody("actions");
    await console.statesDuring(() => console.tick(0).click());
    await console.tick(9).click({ modifiers: ["Shift"] });
    await console.count(10);
    await console.state("synced");
    await page.getByRole("button", { name: "Add to group" }).click();
    await page.getByRole("button", { name: "Create a group…" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Reading");
    await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("log").getByText("10 records added to the new group.").waitFor();

    const { items } = await console.api<RecordPage>("/records?limit=10");
    await console.search(items[3]!.reference!.split(" ")[0]!, /matches$|^1 match$/);
    await page.getByText(/hidden by filters/).waitFor();
    await page.getByRole("button", { name: "State", exact: true }).click();
    await page.getByRole("radio", { name: /^All that is selected/ }).check();
    await page.getByRole("button", { name: "to read" }).click();
    await page.getByRole("log").getByText("10 records now “to read”.").waitFor();
    await page.getByRole("button", { name: "Note", exact: true }).click();
    await page.getByLabel("Note", { exact: true }).fill("Ask Ann");
    await page.getByRole("button", { name: "Set note" }).click();
    await page
      .getByRole("log")
      .getByText(/^Note set on \d records?\.$/)
      .waitFor();
    const kept = await console.api<GroupItems>("/groups/default/items?limit=100");
    expect(kept.items.every(({ state }) => state === "to read")).toBe(true);
    const noted = kept.items.filter(({ note }) => note === "Ask Ann").length;
    expect(noted).toBeGreaterThan(0);
    expect(noted).toBeLessThan(10);

    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByRole("button", { name: `Clear ${noted}`, exact: true }).click();
    await page
      .getByRole("log")
      .getByText(/removed from My selection\.$/)
      .waitFor();
    await expect.poll(console.stored()).toBe(10 - noted);
    await context.close();
  });
});

describe("details", () => {
  it("[SE-14] [UI-01] [UI-02] tell which groups hold the record, keep its note and state, and tell the story of each change", async () => {
    const { context, console, page } = await somebody("details");
    await console.statesDuring(() => console.tick(2).click());
    await console.row(2).getByRole("gridcell").nth(1).getByRole("button").click();
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByRole("checkbox", { name: "My selection", checked: true }).waitFor();
    await details.getByRole("button", { name: /^Set state of/ }).click();
    await page.getByRole("menuitemradio", { name: "done" }).click();
    await details.getByRole("button", { name: "State “done” set" }).waitFor();
    await details.getByLabel("Note", { exact: true }).fill("Seen twice");
    await details.getByRole("button", { name: "Save note" }).click();
    await details.getByRole("button", { name: /^Note: Seen twice/ }).click();
    const story = details.getByRole("region", { name: "The story of this change" });
    await story.getByText("127.0.0.1").waitFor();
    const words = await story.innerText();
    for (const part of ["You", "This one", "Chrome on Linux", "Journal position", "Applied"]) expect(words).toContain(part);
    const faults = await accessibilityFaults(page);
    await details.getByRole("checkbox", { name: "My selection" }).uncheck();
    await console.ticked([]);
    await details.getByRole("button", { name: /^Removed/ }).waitFor();
    const [item] = (await console.api<GroupItems>("/groups/default/items")).items;
    expect([faults, item]).toEqual([[], undefined]);
    await context.close();
  });
});

describe("a small screen under a finger", () => {
  it("[UI-01] [UI-07] ticks by a tap and a range by a long press, at 390 pixels without scrolling sideways", async () => {
    const { context, console, page } = await somebody("finger", {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await console.tick(1).tap();
    await console.ticked([1], 6);
    const box = (await console.row(4).boundingBox())!;
    const touch = await context.newCDPSession(page);
    const points = [{ x: box.x + 160, y: box.y + 30 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points });
    await console.ticked([1, 2, 3, 4], 6);
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await console.state("synced");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await console.grid.evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
    await page.getByRole("button", { name: "With the selection" }).tap();
    await page.getByRole("menuitem", { name: "Clear" }).tap();
    await console.count(0);
    await context.close();
  });
});
