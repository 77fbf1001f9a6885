// The activity page: what happened as it happens, filters in the address, charts and their tables, the seal of each change.
import { readFile } from "node:fs/promises";
import type { OperationAnswer, RecordPage } from "@holdfast/contract";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { said } from "./stage/said.js";
import { ConsoleStage, type Visitor } from "./stage/console-stage.js";

const stage = new ConsoleStage(60);

interface Somebody extends Visitor {
  readonly perform: (change: object) => Promise<OperationAnswer>;
  readonly recordIds: readonly string[];
}

async function somebody(name: string): Promise<Somebody> {
  const visitor = await stage.visitor();
  const { console } = visitor;
  await console.register(stage.url, `${name}@example.org`, "correct horse battery");
  const { items } = await console.api<RecordPage>("/records?limit=60");
  const perform = (change: object): Promise<OperationAnswer> =>
    console.api("/operations", "POST", { operationId: crypto.randomUUID(), ack: "database", change });
  return { ...visitor, perform, recordIds: items.map(({ id }) => id) };
}

const open = (page: Page, path: string) => page.goto(`${stage.url}${path}`);
const entry = (page: Page, words: RegExp) => page.getByRole("main").getByRole("button", { name: words });
const makeAdmin = (email: string) =>
  stage.database.query("update holdfast.app_user set role = 'admin' where email = $1", [email]);

describe("the timeline", () => {
  it("[UI-04] [AU-04] tells a change as it happens, and its story up to the seal, checked in the browser", async () => {
    const { context, page, perform, recordIds } = await somebody("story");
    await open(page, "/activity");
    await entry(page, /Account created/).waitFor();
    const { position } = await perform({ kind: "bulk_select", group: "default", recordIds: recordIds.slice(0, 40) });
    // Forty rows of the trail are one entry, and nobody reloads.
    await entry(page, /40 records selected in My selection/).click();
    const story = page.getByRole("region", { name: "The story of this change" });
    await story.getByText("You", { exact: true }).waitFor();
    await story.getByText("127.0.0.1").waitFor();
    const fact = story.locator("div", { has: page.getByText("Journal position", { exact: true }) });
    await fact.getByText(String(position), { exact: true }).waitFor();
    await story.getByText(/^Number \d+, .* checked in this browser$/).waitFor();
    await story.getByRole("link", { name: "The group then" }).click();
    await page.getByRole("button", { name: /^Then 40$/ }).waitFor();
    expect(new URL(page.url()).searchParams.get("tab")).toBe("history");
    await context.close();
  });

  it("[UI-04] filters by what and when from its charts' tables, in an address that can be kept", async () => {
    const { context, page, perform, recordIds } = await somebody("filters");
    await perform({ kind: "create_group", name: "Alpha" });
    await perform({ kind: "select", group: "default", recordId: recordIds[0] });
    await open(page, "/activity");
    await entry(page, /1 record selected/).waitFor();
    for (const button of await page.getByRole("button", { name: "Table" }).all()) await button.click();
    await page.getByRole("table", { name: "What happened, by kind" }).getByRole("button", { name: "Create group" }).click();
    await page.waitForURL(/what=create_group/);
    await entry(page, /1 record selected/).waitFor({ state: "detached" });
    await page.getByRole("table", { name: "What happened over time" }).getByRole("button").first().click();
    await page.waitForURL(/since=.*until=/);
    await page.reload();
    await entry(page, /“Alpha” created/).waitFor();
    expect(
      await page
        .getByRole("main")
        .getByRole("button", { name: /selected|Account created/ })
        .count(),
    ).toBe(0);
    await page.getByRole("button", { name: "Clear 2 filters" }).click();
    await entry(page, /Account created/).waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByLabel("Address").fill("192.0.2.0/24");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing fits these filters").waitFor();
    expect(new URL(page.url()).searchParams.get("address")).toBe("192.0.2.0/24");
    await context.close();
  });

  it("[UI-04] counts changes, so that one gesture over many records hides no other, and rows when asked to", async () => {
    const { context, page, perform, recordIds } = await somebody("measures");
    await perform({ kind: "bulk_select", group: "default", recordIds: recordIds.slice(0, 50) });
    await perform({ kind: "create_group", name: "Alpha" });
    await open(page, "/activity");
    await entry(page, /50 records selected/).waitFor();
    const kinds = page.getByRole("figure", { name: "By kind" });
    await page.getByText(/^\d changes, by day \(UTC\)$/).waitFor();
    await page.getByRole("group", { name: "The charts count" }).getByRole("button", { name: "Rows" }).click();
    await kinds.getByText("Most often: Select many").waitFor();
    await page.getByText(/^5\d rows of the trail, by day \(UTC\)$/).waitFor();
    await kinds.getByRole("button", { name: "Table" }).click();
    const row = kinds.getByRole("row").filter({ hasText: "Select many" });
    expect(await row.getByRole("cell").allInnerTexts()).toEqual(["1", "50"]);
    await page.reload();
    await page.getByText(/^5\d rows of the trail/).waitFor();
    await context.close();
  });

  it("[UI-04] [AU-07] exports what is shown", async () => {
    const { context, page, perform, recordIds } = await somebody("export");
    await perform({ kind: "bulk_select", group: "default", recordIds: recordIds.slice(0, 3) });
    await open(page, "/activity?what=selections");
    await entry(page, /3 records selected/).waitFor();
    await page.getByRole("button", { name: "Export what is shown" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /CSV/ }).click()]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
    expect([lines.length, lines[0]!.startsWith("id,at,actorId")]).toEqual([4, true]);
    await context.close();
  });
});

describe("integrity", () => {
  it("[UI-04] [AU-04] an ordinary user verifies what is theirs, and an address for everybody's shows them no more", async () => {
    const [ann, bob] = [await somebody("ann"), await somebody("bob")];
    await ann.perform({ kind: "create_group", name: "The secret of Ann" });
    await open(bob.page, "/activity?who=everybody");
    await entry(bob.page, /Account created/).waitFor();
    expect(await bob.page.getByText("The secret of Ann").count()).toBe(0);
    expect(await bob.page.getByRole("button", { name: "Everybody’s" }).count()).toBe(0);
    await bob.console.sealed();
    await bob.page.getByRole("button", { name: "Verify now" }).click();
    await said(bob.page, /Verified\. The .* shown here (are|is) under (signed roots|a signed root)\./);
    await Promise.all([ann.context.close(), bob.context.close()]);
  });

  it("[UI-04] [AU-04] an administrator sees everybody's, verifies the whole trail, and is told which row does not fit", async () => {
    const { context, page, perform } = await somebody("root");
    const { at, operationId } = await perform({ kind: "create_group", name: "To be forged" });
    await makeAdmin("root@example.org");
    await page.reload();
    await open(page, "/activity?who=everybody");
    await entry(page, /The secret of Ann|“The secret of Ann” created/).waitFor();
    await page.getByRole("button", { name: /The secret of Ann.* ann@example\.org/ }).waitFor();
    await page.getByRole("button", { name: "Verify now" }).click();
    await said(page, /All \d+ rows fit their \d+ seals\./);
    await expect
      .poll(async () => {
        const { sealedUpTo } = await fetchJson<{ sealedUpTo: string | null }>(page, "/api/v1/audit/chain");
        return Date.parse(sealedUpTo ?? "1970-01-01");
      })
      .toBeGreaterThanOrEqual(Date.parse(at));
    await stage.database.query(
      `begin; set local session_replication_role = replica; update holdfast.audit_event set metadata = '{"forged": true}' where operation_id = '${operationId}'; commit`,
    );
    await page.getByRole("button", { name: "Verify now" }).click();
    await page.getByRole("heading", { name: "The trail does not fit its seals" }).waitFor();
    await context.close();
  });
});

const fetchJson = <Answer>(page: Page, path: string): Promise<Answer> =>
  page.evaluate(async (address) => (await (await fetch(address)).json()) as Answer, path);

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it("[UI-07] [UI-04] axe finds nothing, with a story open, as charts and as tables, on a phone and on a wide screen", async () => {
    const { context, page, perform, recordIds } = await somebody(`axe-${colorScheme}`);
    await perform({ kind: "bulk_select", group: "default", recordIds: recordIds.slice(0, 3) });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await open(page, "/activity");
    await entry(page, /3 records selected/).click();
    await page.getByText(/checked in this browser/).waitFor();
    const faults: Record<string, readonly string[]> = { charts: await accessibilityFaults(page) };
    for (const button of await page.getByRole("button", { name: "Table" }).all()) await button.click();
    faults["tables"] = await accessibilityFaults(page);
    await page.getByRole("button", { name: "More" }).click();
    for (const width of [390, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      faults[width] = await accessibilityFaults(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    expect(faults).toEqual({ charts: [], tables: [], 390: [], 2560: [] });
    await context.close();
  });
});

it("[UI-07] [UI-04] the keyboard alone filters, opens a story and goes back in time", async () => {
  const { context, page, perform, recordIds } = await somebody("keys");
  await perform({ kind: "bulk_select", group: "default", recordIds: recordIds.slice(0, 2) });
  await open(page, "/activity");
  await entry(page, /2 records selected/).waitFor();
  await page.getByLabel("What", { exact: true }).focus();
  await page.keyboard.type("Selections: all");
  await page.waitForURL(/what=selections/);
  const row = entry(page, /2 records selected/);
  for (let steps = 0; steps < 30 && !(await row.evaluate((element) => element === document.activeElement)); steps += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "The group then" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("slider", { name: "Version" }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/groups\//);
  await context.close();
});
