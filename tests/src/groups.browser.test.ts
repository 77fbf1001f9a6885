// Groups in the console: notes and states, order, import, comparison, time travel, undo, and changes that wait through a reload.
import type { GroupList, GroupRecords, OperationAnswer, RecordPage } from "@holdfast/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { ConsolePage } from "./stage/console-page.js";
import { ConsoleStage, type Visitor } from "./stage/console-stage.js";

const stage = new ConsoleStage(120);

interface Somebody extends Visitor {
  /** Makes a group that holds these of the catalogue's first records. */
  readonly group: (name: string, from: number, to: number) => Promise<string>;
}

async function somebody(name: string): Promise<Somebody> {
  const visitor = await stage.visitor();
  const { console } = visitor;
  await console.register(stage.url, `${name}@example.org`, "correct horse battery");
  const { items } = await console.api<RecordPage>("/records?limit=100");
  const perform = (change: object): Promise<OperationAnswer> =>
    console.api("/operations", "POST", { operationId: crypto.randomUUID(), change });
  const group = async (title: string, from: number, to: number): Promise<string> => {
    const { groupId } = await perform({ kind: "create_group", name: title });
    await perform({ kind: "bulk_select", group: groupId, recordIds: items.slice(from, to).map(({ id }) => id) });
    return groupId as string;
  };
  return { ...visitor, group };
}

const open = (page: Page, path: string) => page.goto(`${stage.url}${path}`);
const notice = (page: Page, words: string | RegExp) => page.getByRole("log").getByText(words).waitFor();
/** Resolves when this was said to screen readers. */
const said = (page: Page, words: RegExp) =>
  page.locator("[data-announcer]").filter({ hasText: words }).waitFor({ state: "attached" });

/** Runs in the page: how many operations wait in the databases of this browser. */
async function storedOperations(): Promise<number> {
  const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve) => request.addEventListener("success", () => resolve(request.result)));
  let count = 0;
  for (const { name = "" } of await indexedDB.databases()) {
    const opened = await settled(indexedDB.open(name));
    count += await settled(opened.transaction("operations").objectStore("operations").count());
    opened.close();
  }
  return count;
}

describe("the list of groups", () => {
  it("[UI-03] [UI-07] is put in another order by keys and by dragging, told aloud, and stays so", async () => {
    const { context, console, page, group } = await somebody("order");
    await group("Alpha", 0, 3);
    await group("Beta", 3, 5);
    await open(page, "/groups");
    const names = async (): Promise<readonly string[]> =>
      (await console.api<GroupList>("/groups")).groups.toSorted((a, b) => a.place - b.place).map(({ name }) => name);
    const handle = page.getByRole("button", { name: "Move Beta" });
    await handle.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowUp");
    await said(page, /Beta, place 2 of 3/);
    await page.keyboard.press("Space");
    await said(page, /Beta is now at place 2 of 3/);
    await page.getByRole("button", { name: "Undo: Reorder groups" }).waitFor();
    const afterKeys = await names();

    const from = await page.getByRole("button", { name: "Move Alpha" }).boundingBox();
    const to = await page.getByRole("button", { name: "Move My selection" }).boundingBox();
    await page.mouse.move(from!.x + 10, from!.y + 10);
    await page.mouse.down();
    await page.mouse.move(to!.x + 10, to!.y - 20, { steps: 8 });
    const answered = page.waitForResponse((response) => response.url().endsWith("/operations"));
    await page.mouse.up();
    await answered;
    expect([afterKeys, await names()]).toEqual([
      ["My selection", "Beta", "Alpha"],
      ["Alpha", "My selection", "Beta"],
    ]);
    await context.close();
  });
});

describe("one group", () => {
  it("[UI-03] keeps notes and states, finds by them, moves to another group, and undo brings back", async () => {
    const { context, console, page, group } = await somebody("notes");
    const id = await group("Alpha", 0, 6);
    const other = await group("Beta", 50, 51);
    await open(page, `/groups/${id}`);
    const table = page.getByRole("table", { name: "Records in Alpha" });
    await table
      .getByRole("button", { name: /^Add a note to / })
      .first()
      .click();
    await page.keyboard.type("a note to find");
    await page.keyboard.press("Enter");
    await table.getByRole("button", { name: /: a note to find$/ }).waitFor();
    await table
      .getByRole("button", { name: /^Set state of / })
      .first()
      .click();
    await page.getByRole("menuitemradio", { name: "done" }).click();
    await table.getByRole("button", { name: /^State of .*: done$/ }).waitFor();

    await page.getByLabel("Search in this group").fill("note find");
    await table.getByRole("checkbox", { name: "Choose all 1", exact: true }).click();
    await page.getByRole("button", { name: "Move those chosen to" }).click();
    await page.getByRole("menuitem", { name: "Beta" }).click();
    await notice(page, "1 record moved to Beta.");
    const counts = async () =>
      Promise.all([id, other].map(async (one) => (await console.api<GroupRecords>(`/groups/${one}/records`)).count));
    const moved = await counts();
    await page.getByLabel("Search in this group").fill("");
    await page.getByRole("heading", { name: "Alpha" }).click();
    await page.keyboard.press("Control+z");
    await notice(page, 'Undone: Move 1 record to "Beta".');
    expect([moved, await counts()]).toEqual([
      [5, 2],
      [6, 1],
    ]);
    await table.getByRole("button", { name: /: a note to find$/ }).waitFor();
    await context.close();
  });

  it("[UI-03] [SE-13] shows what an import would do, does it, and hands out the group as a file", async () => {
    const { context, console, page, group } = await somebody("files");
    const id = await group("Alpha", 0, 2);
    const { items } = await console.api<RecordPage>("/records?limit=10");
    const lines = ["id", ...items.slice(0, 5).map((record) => record.id), "nonsense"].join("\n");
    await open(page, `/groups/${id}`);
    await page.getByRole("button", { name: "Import" }).click();
    await page.getByLabel("File to import").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
    await page.getByText("this is what would happen").waitFor();
    const before = await console.api<GroupRecords>(`/groups/${id}/records`);
    await page.getByRole("cell", { name: "neither an id nor a reference" }).waitFor();
    const faults = await accessibilityFaults(page);
    await page.getByRole("button", { name: "Import 3 records" }).click();
    await page.getByText("imported into Alpha").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    const after = await console.api<GroupRecords>(`/groups/${id}/records`);
    await page.getByRole("button", { name: "Export" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "CSV, for spreadsheets" }).click(),
    ]);
    expect([before.count, after.count, file.suggestedFilename(), faults]).toEqual([2, 5, "Alpha.csv", []]);
    await context.close();
  });

  it("[UI-04] [SE-14] travels back to an earlier version and restores it", async () => {
    const { context, console, page, group } = await somebody("past");
    const id = await group("Alpha", 0, 4);
    await console.api("/operations", "POST", { operationId: crypto.randomUUID(), change: { kind: "clear_all", group: id } });
    await open(page, `/groups/${id}?tab=history`);
    await page.getByRole("slider", { name: "Version" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("heading", { name: "As it was at version 2" }).waitFor();
    await page.getByRole("button", { name: "Removed since 4" }).waitFor();
    await page.getByText("Journal position").waitFor();
    await page.getByRole("button", { name: "Restore" }).click();
    await notice(page, "As it was at version 2: 4 came back.");
    await expect.poll(console.stored(id)).toBe(4);
    await context.close();
  });
});

describe("who else looks", () => {
  it("[RT-02] is told on the group's page, tab and device by name, while they do", async () => {
    const { context, page, group } = await somebody("presence");
    const id = await group("Alpha", 0, 2);
    await open(page, `/groups/${id}`);
    const viewers = page.getByRole("main").getByRole("status");
    await page.getByRole("table", { name: "Records in Alpha" }).waitFor();
    expect(await viewers.innerText()).toBe("");
    const tab = await context.newPage();
    await open(tab, `/groups/${id}`);
    await viewers.getByText("Also open in another tab").waitFor();
    await tab.getByText("Also open in another tab").waitFor();

    const phone = await stage.browser.newContext({
      storageState: await context.storageState(),
      userAgent:
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
    });
    const other = await phone.newPage();
    await open(other, `/groups/${id}`);
    await viewers.getByText("Also open in another tab and Safari on iPhone").waitFor();
    await tab.getByRole("link", { name: "Records", exact: true }).first().click();
    await viewers.getByText("Also open in Safari on iPhone").waitFor();
    await open(other, "/groups");
    await viewers.filter({ hasText: "Also open" }).waitFor({ state: "detached" });
    await Promise.all([context.close(), phone.close()]);
  });
});

describe("the titles of a list", () => {
  it("[UI-03] [UI-04] are read together, in comparison and in time travel", async () => {
    const { context, page, group } = await somebody("titles");
    const ids = [await group("Alpha", 0, 60), await group("Beta", 0, 60)];
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const titles = (): number => asked.filter((path) => /^\/api\/v1\/records\/(?!lookup|facets)/.test(path)).length;
    const lookUps = (): number => asked.filter((path) => path.endsWith("/records/lookup")).length;
    await open(page, `/groups/compare?a=${ids[0]}&b=${ids[1]}`);
    await page.locator(".record-title").nth(9).waitFor();
    expect([titles(), lookUps()]).toEqual([0, 1]);
    await open(page, `/groups/${ids[0]}?tab=history`);
    await page.locator(".record-title").nth(9).waitFor();
    expect([titles(), lookUps()]).toEqual([0, 2]);
    await context.close();
  });
});

describe("comparing", () => {
  it("[UI-03] [SE-12] tells what groups share, exactly, and keeps a region as a new group", async () => {
    const { context, console, page, group } = await somebody("compare");
    const ids = [await group("Alpha", 0, 10), await group("Beta", 6, 20), await group("Gamma", 8, 12)];
    await open(page, `/groups/compare?a=${ids[0]}&b=${ids[1]}&c=${ids[2]}`);
    const row = (words: string) => page.getByRole("row").filter({ has: page.getByRole("button", { name: words, exact: true }) });
    const count = async (words: string) => row(words).getByRole("cell").first().innerText();
    await page.getByRole("button", { name: "A, B and C", exact: true }).waitFor();
    expect(await Promise.all(["A, B and C", "A and B, not C", "Only A", "In any of them"].map(count))).toEqual([
      "2",
      "2",
      "6",
      "20",
    ]);
    await page.getByRole("button", { name: "A and B, not C", exact: true }).click();
    await page.getByRole("button", { name: "Save as new group" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Shared");
    await page.getByRole("button", { name: "Save group" }).click();
    await page.getByRole("table", { name: "Records in Shared" }).waitFor();
    const { groups } = await console.api<GroupList>("/groups");
    expect(groups.find(({ name }) => name === "Shared")).toMatchObject({ count: 2 });
    await context.close();
  });
});

describe("changes that wait", () => {
  it("[UI-02] survive a reload, are named, and are sent when the server is there again", async () => {
    const { context, console, page } = await somebody("waiting");
    await page.route("**/api/v1/operations", (route) => route.abort());
    await console.tick(1).click();
    await console.tick(2).click();
    await page.getByText("2 changes wait in this browser").waitFor();
    await page.reload();
    await console.ticked([1, 2]);
    await page.getByText("2 changes wait in this browser").waitFor();
    await page.getByText("What waits").click();
    await page.getByRole("listitem").filter({ hasText: "Select 1 record in My selection" }).first().waitFor();
    await page.unroute("**/api/v1/operations");
    await page.getByRole("button", { name: "Try now" }).click();
    await console.state("synced");
    await expect.poll(console.stored()).toBe(2);
    await context.close();
  });

  it("[UI-02, L-15] are wiped from the browser at sign-out, also what another tab has left waiting", async () => {
    const { context, page } = await somebody("wiped");
    const second = await ConsolePage.open(await context.newPage());
    await open(second.page, "/records");
    await second.ready();
    await second.page.route("**/api/v1/operations", (route) => route.abort());
    await second.tick(3).click();
    await second.page.getByText("1 change waits in this browser").waitFor();
    const stored = (): Promise<number> => page.evaluate(storedOperations);
    const before = await stored();
    await page.getByRole("button", { name: /^Account: / }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await Promise.all([page, second.page].map((one) => one.getByRole("button", { name: "Sign in" }).waitFor()));
    expect([before, await stored()]).toEqual([1, 0]);
    await context.close();
  });

  it("[SE-09] [UI-07] can be undone and done again from every page, and the keys are listed", async () => {
    const { context, console, page } = await somebody("keys");
    await console.statesDuring(() => console.tick(0).click());
    await page.getByRole("button", { name: 'Undo: Select 1 record in "My selection"' }).waitFor();
    await open(page, "/sessions");
    await page.getByRole("heading", { name: "Sessions" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await notice(page, 'Undone: Select 1 record in "My selection".');
    await page.keyboard.press("Control+Shift+z");
    await notice(page, /^Done again: /);
    await expect.poll(console.stored()).toBe(1);
    await context.close();
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it("[UI-07] axe finds nothing on groups, one group, its history and the comparison", async () => {
    const { context, page, group } = await somebody(`axe-${colorScheme}`);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const ids = [await group("Alpha", 0, 10), await group("Beta", 6, 20)];
    const faults: Record<string, readonly string[]> = {};
    for (const [path, content] of [
      ["/groups", page.getByRole("link", { name: "Alpha", exact: true }).last()],
      [`/groups/${ids[0]}`, page.getByRole("button", { name: /^Add a note to / }).first()],
      [`/groups/${ids[0]}?tab=history&version=1`, page.getByText("Journal position")],
      [`/groups/compare?a=${ids[0]}&b=${ids[1]}`, page.getByRole("button", { name: "Only A" })],
    ] as const) {
      await open(page, path);
      await content.waitFor();
      faults[path] = await accessibilityFaults(page);
    }
    expect(Object.values(faults).flat()).toEqual([]);
    await context.close();
  });
});
