// The first day of somebody who has nothing but a clone: one command in an empty directory, a browser, and a crash.
import type { AuditPage } from "@holdfast/contract";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "./stage/chromium.js";
import { ConsolePage } from "./stage/console-page.js";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";
import { holdSelections } from "./stage/held-database.js";
import { embeddedUrl, lookInside } from "./stage/look-inside.js";
import { processesIn } from "./stage/processes-in.js";
import { runProgram } from "./stage/program.js";
import { type Server, startServer } from "./stage/server.js";

const email = "ada@example.org";
const password = "correct horse battery";
const catalogueSize = 19_089;

let directory: EmptyDirectory;
let browser: Browser;
let server: Server;
let ada: ConsolePage;

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  browser = await launchChromium();
  server = await startServer({ directory: directory.path });
  ada = await ConsolePage.open(await browser.newPage());
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await directory.remove();
});

/** What a start that finds everything in place must leave as it was: any write would show here. */
const untouched = (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  embeddedUrl(directory.path).then((url) =>
    lookInside(
      url,
      `select
         (select jsonb_agg(migration order by number) from holdfast.migration) as migrations,
         (select count(*)::integer from holdfast.record) as records,
         (select max(xmin::text::bigint) from holdfast.record) as last_write`,
    ),
  );

describe("the first day", () => {
  it("[DX-01, L-09] one command in an empty directory brings a database, the sample and the console; somebody registers", async () => {
    expect(server.started).toMatchObject({ database: "embedded", sampled: catalogueSize, recovered: 0 });
    await ada.register(server.started.url, email, password);
    await ada.page.getByText("19,089 in the catalogue").waitFor();
    await ada.search("education", /^\d+ matches$/);
    expect(await ada.tick(0).getAttribute("aria-label")).toMatch(/education/i);
    await ada.page.getByRole("button", { name: "Clear search" }).click();
    await ada.page.getByText("19,089 in the catalogue").waitFor();
  });

  it("[UI-02] a change is saving until it is answered, safe until it is in the database, then synced", async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await ada.page.route("**/api/v1/operations", async (route) => {
      await answered;
      await route.continue();
    });
    const held = await holdSelections(await embeddedUrl(directory.path));
    const states = await ada.statesDuring(async () => {
      await ada.tick(0).click();
      await ada.state("saving");
      await ada.ticked([0]);
      answer();
      await ada.state("safe");
      await held.release();
    });
    expect(states).toEqual(["saving", "safe", "synced"]);
    await ada.page.unroute("**/api/v1/operations");
  });

  it("[UI-01] [UI-07, L-13] rows are ticked by mouse and by keyboard, ranges by shift, and each change ends in the database", async () => {
    const gestures = [
      () => ada.tick(2).click(),
      async () => {
        await ada.grid.focus();
        await ada.page.keyboard.press("ArrowDown");
        await ada.page.keyboard.press("Space");
      },
      async () => {
        await ada.tick(5).click();
        await ada.tick(8).click({ modifiers: ["Shift"] });
      },
    ];
    for (const gesture of gestures) {
      const states = await ada.statesDuring(gesture);
      expect([states[0], states.at(-1)]).toEqual(["saving", "synced"]);
    }
    await ada.ticked([0, 2, 3, 5, 6, 7, 8]);
    await ada.count(7);
  });

  it("[SE-07] [UI-01] from the rows in view to all that match, and back to none", async () => {
    expect(
      (await ada.statesDuring(() => ada.page.getByRole("checkbox", { name: /^Select the \d+ rows in view$/ }).click())).at(-1),
    ).toBe("synced");
    const select = ada.page.getByRole("button", { name: "Select all 19,089 that match" });
    expect((await ada.statesDuring(() => select.click())).at(-1)).toBe("synced");
    await ada.count(catalogueSize);
    const cleared = await ada.statesDuring(async () => {
      await ada.page.getByRole("button", { name: "Clear", exact: true }).click();
      await ada.page.getByRole("button", { name: "Clear 19,089" }).click();
    });
    expect([cleared[0], cleared.at(-1)]).toEqual(["saving", "synced"]);
    await ada.count(0);
    await ada.ticked([]);
  });

  it("[DX-01] [SY-11, L-04] what was safe when the server was killed is ticked after the next start, which loads and migrates nothing", async () => {
    const url = await embeddedUrl(directory.path);
    const before = await untouched();
    const held = await holdSelections(url);
    await ada.tick(1).click();
    await ada.tick(4).click();
    await ada.tick(6).click({ modifiers: ["Shift"] });
    await ada.count(4);
    await ada.state("safe");
    server.kill("SIGKILL");
    await server.ended;
    await held.release();
    expect(await lookInside(url, "select count(*)::integer as count from holdfast.selection")).toEqual([{ count: 0 }]);

    server = await startServer({ directory: directory.path, port: server.port });
    expect(server.started).toMatchObject({ sampled: 0 });
    expect(server.started.recovered).toBeGreaterThan(0);
    await ada.page.reload();
    await ada.ready();
    await ada.ticked([1, 4, 5, 6]);
    await ada.count(4);
    expect(await untouched()).toEqual(before);
  });

  it("[AU-01, L-01] the trail names every change with actor, session, address and user agent, through the API and in the database", async () => {
    const { account, session } = await ada.api<{ account: { id: string }; session: { id: string } }>("/me");
    const userAgent = await ada.page.evaluate(() => navigator.userAgent);
    const from = { actorId: account.id, sessionId: session.id, address: "127.0.0.1", userAgent };
    const { events } = await ada.api<AuditPage>("/audit?limit=500&action=select&action=bulk_select&action=clear_all");
    expect(events.length).toBe(500);
    expect(events.filter((event) => JSON.stringify({ ...event, ...from }) !== JSON.stringify(event))).toEqual([]);
    const rows = await lookInside(
      await embeddedUrl(directory.path),
      `select action, count(*)::integer as events, count(distinct record_id)::integer as records, count(distinct operation_id)::integer as operations
       from holdfast.audit_trail
       where actor_id = $1 and user_id = $1 and session_id = $2 and host(address) = $3 and user_agent = $4 and group_id is not null
       group by action order by action`,
      [account.id, session.id, "127.0.0.1", userAgent],
    );
    // Ticked one by one: 0, 2, 3, 5 and, before the crash, 1 and 4. Everything else in four gestures, and cleared in one.
    expect(rows).toEqual([
      { action: "bulk_select", events: catalogueSize - 4 + 2, records: catalogueSize - 4 + 1, operations: 4 },
      { action: "clear_all", events: 1, records: 0, operations: 1 },
      { action: "select", events: 6, records: 6, operations: 6 },
    ]);
  });

  it("[DX-06] a busy port, a directory in use and one that cannot be written are each refused in a sentence", async () => {
    const inside = { directory: directory.path };
    const other = ["--data-directory", "other"];
    const refused = {
      "in use by another process": runProgram(["serve", "--port", server.port, ...other], inside),
      "Another Holdfast process is using": runProgram(["serve", "--port", "0"], inside),
      "cannot be used": runProgram(["serve", "--port", "0", "--data-directory", "/dev/null/data"], inside),
    };
    for (const [words, ended] of Object.entries(refused)) {
      const { exitCode, output, errors } = await ended;
      expect(exitCode).toBeGreaterThan(0);
      expect(output + errors).toContain(words);
      expect(output + errors).not.toMatch(/^\s+at |\.js:\d+/m);
    }
  });

  it("[SY-06] [DX-01] SIGTERM drains, and leaves no process behind, the database's neither", async () => {
    expect((await processesIn(directory.path)).length).toBeGreaterThan(1);
    const { exitCode, output } = await server.stop();
    expect([exitCode, output]).toEqual([0, expect.stringContaining('"event":"stopped","state":"applied"')]);
    expect(await processesIn(directory.path)).toEqual([]);
  });
});
