// How the console is made: all of it by keys alone, nothing that jumps, nothing that scrolls sideways, nothing that axe finds.
import type { GroupList, GroupRecords } from "@holdfast/contract";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { ConsoleStage } from "./stage/console-stage.js";
import { hasFocus, tabTo } from "./stage/keyboard.js";

const password = "correct horse battery";
const stage = new ConsoleStage(400);

const visitor = (options: BrowserContextOptions = {}) => stage.visitor({ viewport: { width: 1500, height: 900 }, ...options });

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const notice = (page: Page, words: string | RegExp) => page.getByRole("log").getByText(words).waitFor();

describe("by keys alone", () => {
  it("[UI-07] somebody registers, selects, sorts, filters, acts, undoes, makes and orders groups, and signs out", async () => {
    const { context, console, page } = await visitor();
    const { keyboard } = page;
    await page.goto(`${stage.url}/register`);
    await tabTo(page, page.getByLabel("E-mail address"));
    await keyboard.type("keys@example.org");
    await keyboard.press("Tab");
    await keyboard.type(password);
    await keyboard.press("Enter");
    await console.ready();

    // The first stop leads past the frame.
    await page.reload();
    await console.ready();
    await keyboard.press("Tab");
    expect(await hasFocus(page.getByRole("link", { name: "Skip to the page" }))).toBe(true);
    await keyboard.press("Enter");
    await tabTo(page, console.grid);
    await keyboard.press("Shift+ArrowDown");
    await keyboard.press("Shift+ArrowDown");
    await console.statesDuring(() => keyboard.press("Space"));
    await console.ticked([0, 1, 2]);
    await tabTo(page, page.getByRole("columnheader", { name: /^Year/ }).getByRole("button"));
    await keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("sort") === "year");
    await keyboard.press("/");
    expect(await hasFocus(page.getByLabel("Search records"))).toBe(true);
    await keyboard.type("act");
    await page.waitForURL((url) => url.searchParams.get("q") === "act");
    await keyboard.press("Escape");
    await page.waitForURL((url) => url.searchParams.get("q") === null);

    await tabTo(page, button(page, "Add to group"));
    await keyboard.press("Enter");
    await tabTo(page, button(page, "Create a group…"));
    await keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Create group" }).waitFor();
    await keyboard.type("By keys");
    await keyboard.press("Enter");
    await notice(page, "3 records added to the new group.");
    await tabTo(page, button(page, /^Current group: /));
    await keyboard.press("Enter");
    await page.getByRole("menuitemradio", { name: "By keys" }).waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.has("group"));
    expect(await hasFocus(button(page, "Current group: By keys"))).toBe(true);
    await keyboard.press("Control+z");
    await notice(page, /^Undone: /);
    await keyboard.press("Control+Shift+z");
    await notice(page, /^Done again: /);
    await tabTo(page, button(page, /^Synced: /));
    await keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Your changes" }).waitFor();
    await keyboard.press("Escape");
    expect(await hasFocus(button(page, /^Synced: /))).toBe(true);

    await keyboard.press("g");
    await keyboard.press("g");
    await page.getByRole("heading", { name: "Groups", level: 1 }).waitFor();
    await tabTo(page, button(page, "Move By keys"));
    await keyboard.press("Space");
    await keyboard.press("ArrowUp");
    await keyboard.press("Space");
    await button(page, "Undo: Reorder groups").waitFor();
    const { groups } = await console.api<GroupList>("/groups");
    expect(groups.toSorted((a, b) => a.place - b.place).map(({ name }) => name)).toEqual(["By keys", "My selection"]);
    await tabTo(page, page.getByRole("main").getByRole("link", { name: "By keys" }));
    await keyboard.press("Enter");
    await tabTo(page, page.getByTitle(/^Details of /).first());
    await keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Details" }).waitFor();
    await keyboard.press("Escape");
    await tabTo(page, button(page, /^Add a note to /).first());
    await keyboard.press("Enter");
    await keyboard.type("written by keys");
    await keyboard.press("Enter");
    await button(page, /: written by keys$/).waitFor();

    await tabTo(page, button(page, /^Account: /), "Shift+Tab");
    await keyboard.press("Enter");
    for (const item = page.getByRole("menuitem", { name: "Sign out" }); !(await hasFocus(item));)
      await keyboard.press("ArrowDown");
    await expect.poll(console.stored()).toBe(3);
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await context.close();
  });
});

describe("nothing jumps", () => {
  it("[UI-07] [UI-08] while the records page is loaded and used, what is there stays where it is", async () => {
    const { context, console, page } = await visitor();
    await page.addInitScript(() => {
      const shifts: { readonly value: number; readonly hadRecentInput: boolean }[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => shifts.push(...(list.getEntries() as unknown as typeof shifts))).observe({
        type: "layout-shift",
        buffered: true,
      });
    });
    await console.register(stage.url, "still@example.org", password);
    await page.reload();
    await console.ready();
    await console.statesDuring(() => console.tick(2).click());
    const before = (await console.row(0).boundingBox())!.y;
    await page.keyboard.press("Control+a");
    await page.getByText("rows in view are selected").waitFor();
    expect((await console.row(0).boundingBox())!.y).toBe(before);
    const sum = await page.evaluate(() =>
      (window as unknown as { shifts: { value: number; hadRecentInput: boolean }[] }).shifts
        .filter(({ hadRecentInput }) => !hadRecentInput)
        .reduce((total, { value }) => total + value, 0),
    );
    // What the web vitals call good is a tenth.
    expect(sum).toBeLessThan(0.02);
    await context.close();
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it("[UI-07] from 390 to 2,560 pixels nothing scrolls sideways and axe finds nothing, with panels and dialogs open too", async () => {
    const { context, console, page } = await visitor({ colorScheme });
    await console.register(stage.url, `axe-${colorScheme}@example.org`, password);
    await console.statesDuring(() => console.tick(0).click());
    const { groups } = await console.api<GroupList>("/groups");
    const { recordIds } = await console.api<GroupRecords>("/groups/default/records");
    const places: readonly (readonly [string, string, (wide: boolean) => Promise<void>])[] = [
      ["details", `/records?record=${recordIds[0]}`, () => page.getByRole("button", { name: /^Selected/ }).waitFor()],
      [
        "dialog",
        "/records?sort=year",
        async (isWide) => {
          await console.ready();
          if (!isWide) await button(page, "With the selection").click();
          await (isWide ? button(page, "State") : page.getByRole("menuitem", { name: "State" })).click();
          await page.getByRole("dialog", { name: "State of 1 record" }).waitFor();
        },
      ],
      [
        "group",
        `/groups/${groups[0]!.id}`,
        () =>
          button(page, /^Add a note to /)
            .first()
            .waitFor(),
      ],
      ["forgotten", "/forgot-password", () => button(page, "Send the link").waitFor()],
      ["link", "/reset-password#token=hfp_nothing", () => button(page, "Set the password").waitFor()],
      ["nowhere", "/nowhere", () => page.getByRole("heading", { name: "There is no page at this address" }).waitFor()],
    ];
    const faults: string[] = [];
    for (const width of [390, 2560])
      for (const [name, path, ready] of places) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${stage.url}${path}`);
        await ready(width > 759);
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${name} at ${width}: ${fault}`));
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (sideways > 0) faults.push(`${name} at ${width}: scrolls sideways by ${sideways}`);
      }
    expect(faults).toEqual([]);
    await context.close();
  });
});
