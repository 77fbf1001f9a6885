// Every page and action that the journey of the first day (craft.browser.test.ts) leaves out, by keys alone: Tab, Enter, Space, arrows, Escape.
import type { GroupList, OperationAnswer, RecordPage, Session } from "@holdfast/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ConsoleStage, type Visitor } from "./stage/console-stage.js";
import { choose, enter, hasFocus, tabTo } from "./stage/keyboard.js";

const password = "correct horse battery";
const stage = new ConsoleStage(60);

interface Somebody extends Visitor {
  readonly email: string;
  readonly perform: (change: object) => Promise<OperationAnswer>;
  readonly recordIds: readonly string[];
}

async function somebody(name: string): Promise<Somebody> {
  const visitor = await stage.visitor({ viewport: { width: 1500, height: 900 }, acceptDownloads: true });
  const email = `${name}@example.org`;
  await visitor.console.register(stage.url, email, password);
  const { items } = await visitor.console.api<RecordPage>("/records?limit=20");
  const perform = (change: object): Promise<OperationAnswer> =>
    visitor.console.api("/operations", "POST", { operationId: crypto.randomUUID(), change });
  return { ...visitor, email, perform, recordIds: items.map(({ id }) => id) };
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const link = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("link", { name, exact: true });
/** The menu in the head of a group's page; the side bar has one of the same name. */
const actions = (page: Page, group: string) => page.getByRole("main").getByRole("button", { name: `Actions for ${group}` });
const notice = (page: Page, words: string | RegExp) => page.getByRole("log").getByText(words).first().waitFor();
const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
/** To another page, from wherever the focus is. */
async function go(page: Page, letter: string, heading: string): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press(letter);
  await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
}

/** Signs in on another device of the same person. */
async function device(email: string): Promise<Visitor> {
  const visitor = await stage.visitor();
  await visitor.page.goto(`${stage.url}/sign-in`);
  await visitor.page.getByLabel("E-mail address").fill(email);
  await visitor.page.getByLabel("Password", { exact: true }).fill(password);
  await visitor.page.getByRole("button", { name: "Sign in" }).click();
  await visitor.console.ready();
  return visitor;
}

describe("sessions", () => {
  it("[UI-07] [UI-05] one device is ended, then all others, and the focus is never lost", async () => {
    const { context, console, page, email } = await somebody("sessions");
    const others = [await device(email), await device(email), await device(email)];
    await go(page, "s", "Sessions");
    const ends = page.getByRole("button", { name: /^End session on / });
    await ends.nth(2).waitFor();
    await enter(page, ends.first());
    await ends.nth(2).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Sessions");

    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await tabTo(page, button(page, "End all others"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await dialog(page, "End all other sessions?").waitFor();
    // A question begins at its safe answer, and Escape gives it.
    expect(await hasFocus(button(page, "Cancel"))).toBe(true);
    await page.keyboard.press("Escape");
    expect(await hasFocus(button(page, "End all others"))).toBe(true);
    await page.keyboard.press("Enter");
    await enter(page, button(page, "End 2 sessions"));
    await notice(page, "All other devices are signed out.");
    await page.getByText("You are signed in on this device only.").waitFor();
    await Promise.all(others.map((other) => other.page.waitForURL(/\/sign-in/)));
    expect((await console.api<{ sessions: readonly Session[] }>("/sessions")).sessions).toHaveLength(1);
    await Promise.all([context, ...others.map((other) => other.context)].map((one) => one.close()));
  });
});

describe("groups", () => {
  it("[UI-07] [UI-03] [UI-04] are made, filled from a file, handed out, compared, taken back in time and deleted", async () => {
    const { context, console, page, perform, recordIds } = await somebody("groups");
    const { groupId: beta } = await perform({ kind: "create_group", name: "Beta" });
    await perform({ kind: "bulk_select", group: beta, recordIds: recordIds.slice(2, 6) });
    await go(page, "g", "Groups");
    await enter(page, page.getByRole("main").getByRole("button", { name: "Create group" }));
    await page.keyboard.type("Alpha");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Alpha", level: 1 }).waitFor();
    await choose(page, actions(page, "Alpha"), "Edit");
    await page.keyboard.press("Tab");
    await page.keyboard.type("by keys");
    await page.keyboard.press("Tab");
    await enter(page, button(page, "Save"));
    // The dialog holds the same words until it is gone.
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("by keys", { exact: true }).waitFor();

    await enter(page, button(page, "Import"));
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      tabTo(page, page.getByLabel("File to import")).then(() => page.keyboard.press("Enter")),
    ]);
    const lines = ["id", ...recordIds.slice(0, 4)].join("\n");
    await chooser.setFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
    await enter(page, button(page, "Import 4 records"));
    await page.getByText("imported into Alpha").waitFor();
    await page.keyboard.press("Escape");
    await dialog(page, /Import/).waitFor({ state: "detached" });
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      choose(page, button(page, "Export"), "CSV, for spreadsheets"),
    ]);
    expect(file.suggestedFilename()).toBe("Alpha.csv");

    await choose(page, actions(page, "Alpha"), "Compare");
    await page.getByRole("heading", { name: "Compare groups" }).waitFor();
    await tabTo(page, page.getByLabel("Group B"));
    await page.keyboard.type("Beta");
    await enter(page, button(page, "Only A"));
    await enter(page, button(page, "Save as new group"));
    await dialog(page, "Save as a new group").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Rest");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Records in Rest" }).waitFor();

    await go(page, "g", "Groups");
    await enter(page, link(page, "Alpha"));
    await enter(page, link(page, "History"));
    const slider = page.getByRole("slider", { name: "Version" });
    await tabTo(page, slider);
    await page.keyboard.press("Home");
    await page.getByRole("heading", { name: "As it was at version 1" }).waitFor();
    await enter(page, button(page, /^Added since 4$/));
    await tabTo(page, button(page, "Restore"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await notice(page, "As it was at version 1: 4 left.");
    await go(page, "g", "Groups");
    await enter(page, link(page, "Rest"));
    await choose(page, actions(page, "Rest"), "Delete");
    await enter(page, dialog(page, /^Delete/).getByRole("button", { name: "Delete" }));
    await page.getByRole("heading", { name: "Groups", level: 1 }).waitFor();
    const { groups } = await console.api<GroupList>("/groups");
    expect(groups.map(({ name, count }) => [name, count])).toEqual([
      ["My selection", 0],
      ["Beta", 4],
      ["Alpha", 0],
    ]);
    await context.close();
  });
});

describe("records", () => {
  it("[UI-07] [UI-01] are filtered, shown in other columns, given a state and a note, handed out and cleared", async () => {
    const { context, console, page, perform, recordIds } = await somebody("records");
    await perform({ kind: "bulk_select", group: "default", recordIds: recordIds.slice(0, 3) });
    await console.count(3);
    await tabTo(page, button(page, "Columns"));
    await page.keyboard.press("Enter");
    const family = page.getByRole("menuitemcheckbox", { name: "Family" });
    for (let presses = 0; presses < 10 && !(await hasFocus(family)); presses += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("columnheader", { name: /^Family/ }).waitFor({ state: "detached" });
    await enter(page, button(page, "Only selected"));
    await console.row(3).waitFor({ state: "detached" });
    await tabTo(page, page.getByRole("checkbox", { name: "Type 1" }));
    await page.keyboard.press("Space");
    await page.waitForURL(/type=/);
    await page.keyboard.press("Space");
    await page.waitForURL((url) => !url.searchParams.has("type"));

    await enter(page, button(page, "State"));
    await dialog(page, "State of 3 records").waitFor();
    await tabTo(page, page.getByLabel("Another state"));
    await page.keyboard.type("seen");
    await page.keyboard.press("Enter");
    await dialog(page, "State of 3 records").waitFor({ state: "detached" });
    await enter(page, button(page, "Note"));
    await tabTo(page, page.getByLabel("Note", { exact: true }));
    await page.keyboard.type("by keys");
    await enter(page, dialog(page, "Note on 3 records").getByRole("button").last());
    await dialog(page, "Note on 3 records").waitFor({ state: "detached" });
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      choose(page, button(page, "Export the selection"), "Export as CSV, for spreadsheets"),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    await enter(page, button(page, "Clear"));
    await console.count(0);
    await expect.poll(console.stored()).toBe(0);
    await context.close();
  });
});

describe("activity", () => {
  it("[UI-07] [UI-04] is verified, counted by rows, shown as tables and handed out", async () => {
    const { context, console, page, perform, recordIds } = await somebody("activity");
    await perform({ kind: "bulk_select", group: "default", recordIds: recordIds.slice(0, 5) });
    await console.sealed();
    await go(page, "a", "Activity");
    await enter(page, button(page, "Verify now"));
    await page
      .getByRole("main")
      .getByText(/entries shown here are under signed roots\./)
      .waitFor();
    await enter(page, page.getByRole("group", { name: "The charts count" }).getByRole("button", { name: "Rows" }));
    const kinds = page.getByRole("figure", { name: "By kind" });
    await enter(page, kinds.getByRole("button", { name: "Table" }));
    await enter(page, kinds.getByRole("button", { name: "Select many" }));
    await page.waitForURL(/what=bulk_select/);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      tabTo(page, button(page, "Export what is shown"), "Shift+Tab").then(() =>
        choose(page, button(page, "Export what is shown"), "JSON lines, for programs"),
      ),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.jsonl$/);
    await context.close();
  });
});

describe("connections", () => {
  it("[UI-07] [UI-05] a token is added by hand, put in place of another, and disconnected", async () => {
    const { context, console, page } = await somebody("connections");
    await go(page, "c", "Connections");
    await enter(page, button(page, "Add a token by hand"));
    await tabTo(page, page.getByLabel("Provider"));
    await page.keyboard.type("mail");
    await tabTo(page, page.getByLabel("Access token", { exact: true }));
    await page.keyboard.type("a secret");
    await page.keyboard.press("Enter");
    await dialog(page, "Add a token").waitFor({ state: "detached" });
    await choose(page, button(page, /^Actions for mail/i), "Disconnect");
    await enter(page, page.getByRole("dialog").getByRole("button", { name: "Disconnect" }));
    await notice(page, /^Disconnected from mail/i);
    await enter(page, button(page, /^New token for mail/i));
    await tabTo(page, page.getByLabel("Access token", { exact: true }));
    await page.keyboard.type("another secret");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await console.api("/tokens")).toMatchObject({ tokens: [{ provider: "mail", status: "active" }] });
    await context.close();
  });
});

describe("operations", () => {
  it("[UI-07] [UI-06] what waits in quarantine is replayed and given up, memory filled, keys rotated, retention tried", async () => {
    const { context, console, page, perform, email, recordIds } = await somebody("operations");
    await stage.database.query("update holdfast.app_user set role = 'admin' where email = $1", [email]);
    await stage.database.query("alter table holdfast.selection add constraint forbidden check (false) not valid");
    await perform({ kind: "select", group: "default", recordId: recordIds[0] });
    await perform({ kind: "select", group: "default", recordId: recordIds[1] });
    await page.reload();
    await console.ready();
    await go(page, "o", "Operations");
    await enter(page, link(page, "Quarantine"));
    await button(page, /^Replay/)
      .nth(1)
      .waitFor();
    await stage.database.query("alter table holdfast.selection drop constraint forbidden");
    await enter(page, button(page, /^Replay/).first());
    await notice(page, "Replayed: 1 added, 0 removed.");
    await button(page, /^Replay/)
      .nth(1)
      .waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Operations in quarantine");
    await enter(page, button(page, /^Give up position/));
    await page.keyboard.type("Not wanted");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing is in quarantine").waitFor();
    await expect.poll(console.stored()).toBe(1);

    await tabTo(page, link(page, "Now"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await enter(page, button(page, "Fill memory"));
    await page
      .getByRole("main")
      .getByText(/looked at|No token was used yet/)
      .waitFor();
    await tabTo(page, link(page, "Keys"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await enter(page, button(page, "Rotate"));
    await page.getByText(/The last rotation brought .* over and is finished/).waitFor();
    await tabTo(page, link(page, "Retention"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByLabel("Sessions"));
    await page.keyboard.press("Control+a");
    await page.keyboard.type("36");
    await page.keyboard.press("Enter");
    await expect.poll(() => console.api("/admin/retention/policy")).toMatchObject({ sessions: 36 });
    await enter(page, button(page, "Dry run"));
    await page.getByText("Nothing would be removed today.").waitFor();
    await context.close();
  });
});
