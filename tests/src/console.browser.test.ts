// The console beyond one page: two tabs, two people, both themes, and what assistive technology is told.
import type { GroupRecords } from "@holdfast/contract";
import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { ConsolePage } from "./stage/console-page.js";
import { ConsoleStage } from "./stage/console-stage.js";

const password = "correct horse battery";
const stage = new ConsoleStage(300);

/** A browser of its own, signed in as somebody new. */
async function somebody(name: string): Promise<{ readonly context: BrowserContext; readonly first: ConsolePage }> {
  const context = await stage.browser.newContext();
  const first = await ConsolePage.open(await context.newPage());
  await first.register(stage.url, `${name}@example.org`, password);
  return { context, first };
}

describe("two tabs", () => {
  it("[RT-01] [SE-02, L-02] show each other's ticks without being asked, and none is lost", async () => {
    const { context, first } = await somebody("tabs");
    const second = await ConsolePage.open(await context.newPage());
    await second.page.goto(`${stage.url}/records`);
    await second.ready();
    await first.tick(0).click();
    await second.ticked([0]);
    await Promise.all([first.tick(3).click(), second.tick(5).click()]);
    await Promise.all([first.ticked([0, 3, 5]), second.ticked([0, 3, 5])]);
    await second.tick(0).click();
    await first.ticked([3, 5]);
    expect(await second.api("/groups/default/records")).toMatchObject({ recordIds: [expect.any(String), expect.any(String)] });
    await context.close();
  });
});

describe("six tabs", () => {
  it("[RT-01] share one connection, which another tab takes over when the one that holds it goes", async () => {
    const context = await stage.browser.newContext();
    const opened: string[] = [];
    context.on("request", (request) => void (request.url().includes("/api/v1/events") && opened.push(request.url())));
    const first = await ConsolePage.open(await context.newPage());
    await first.register(stage.url, "six@example.org", password);
    const others: ConsolePage[] = [];
    for (let count = 0; count < 5; count += 1) {
      const tab = await ConsolePage.open(await context.newPage());
      await tab.page.goto(`${stage.url}/records`);
      await tab.ready();
      others.push(tab);
    }
    expect(opened).toHaveLength(1);
    await others[4]!.tick(2).click();
    for (const tab of [first, ...others]) await tab.ticked([2]);
    await first.page.close();
    await others[3]!.tick(4).click();
    for (const tab of others) await tab.ticked([2, 4]);
    await expect.poll(() => opened.length, { timeout: 15_000 }).toBe(2);
    await context.close();
  });

  it("[RT-03] the browser's own EventSource follows, and is told of the end of the session instead of giving up", async () => {
    const { context, first } = await somebody("stock");
    const heard = first.page.evaluate(
      () =>
        new Promise<readonly string[]>((resolve) => {
          const types: string[] = [];
          const source = new EventSource("/api/v1/events");
          source.addEventListener("message", ({ data }) => types.push((JSON.parse(data as string) as { type: string }).type));
          source.addEventListener("open", () => document.body.setAttribute("data-stock", "open"));
          // Behind the end of the stream it tries again by itself: it has not given up.
          source.addEventListener("error", () => {
            types.push(source.readyState === EventSource.CONNECTING ? "connecting" : "closed");
            source.close();
            resolve(types);
          });
        }),
    );
    await first.page.locator("[data-stock=open]").waitFor();
    await first.statesDuring(() => first.tick(1).click());
    await first.page.evaluate(async () => void (await fetch("/api/v1/sessions/current", { method: "DELETE" })));
    const types = await heard;
    expect(types).toContain("selection");
    expect(types.slice(-2)).toEqual(["signed_out", "connecting"]);
    await context.close();
  });
});

describe("two people", () => {
  it("[SC-02] never see each other's ticks, whether live or after a reload", async () => {
    const [ann, bob] = await Promise.all([somebody("ann"), somebody("bob")]);
    await ann.first.statesDuring(() => ann.first.tick(1).click());
    await bob.first.statesDuring(() => bob.first.tick(2).click());
    await ann.first.ticked([1]);
    await bob.first.ticked([2]);
    for (const { first } of [ann, bob]) {
      await first.page.reload();
      await first.ready();
    }
    await ann.first.ticked([1]);
    await bob.first.ticked([2]);
    const [annHas, bobHas] = await Promise.all([ann, bob].map(({ first }) => first.api<GroupRecords>("/groups/default/records")));
    expect([annHas!.recordIds.length, bobHas!.recordIds.length]).toEqual([1, 1]);
    expect(annHas!.recordIds).not.toEqual(bobHas!.recordIds);
    await Promise.all([ann.context.close(), bob.context.close()]);
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  it("[UI-07] axe finds nothing on signing in, registering, records, connections and sessions", async () => {
    const { context, first } = await somebody(colorScheme);
    const { page } = first;
    const { url } = stage;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await first.tick(0).click();
    await first.page.getByRole("checkbox", { name: /rows in view$/ }).click();
    await first.state("synced");
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await first.api("/tokens/github", "PUT", { accessToken: "a token that nobody reads", scopes: ["repo"] });
    await first.api("/tokens/google", "PUT", { accessToken: "another", refreshToken: "one more", expiresAt });
    await first.api("/tokens/github", "DELETE");

    const faults: Record<string, readonly string[]> = { records: await accessibilityFaults(page) };
    for (const [path, content] of [
      ["connections", page.getByRole("main").getByText("google")],
      ["sessions", page.getByRole("main").getByText("127.0.0.1")],
      ["sign-in", page.getByRole("button", { name: "Sign in" })],
      ["register", page.getByRole("button", { name: "Create account" })],
    ] as const) {
      await page.goto(`${url}/${path}`);
      await content.first().waitFor();
      faults[path] = await accessibilityFaults(page);
    }
    expect(faults).toEqual({ records: [], connections: [], sessions: [], "sign-in": [], register: [] });
    await context.close();
  });
});
