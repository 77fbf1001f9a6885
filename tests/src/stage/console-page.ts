// The console as a person meets it: by the roles and names that it gives to things.
import type { AuditPage, GroupRecords } from "@holdfast/contract";
import type { Locator, Page } from "playwright-core";
import { vi } from "vitest";

/** Where a change is by now, as the selection bar shows it. */
export type SyncState = "saving" | "safe" | "synced" | "refused";

declare global {
  interface Window {
    /** Every state that the sync indicator has shown, in order. */
    syncStates: string[];
  }
}

/** Runs in the page, before its own scripts. */
function recordSyncStates(): void {
  window.syncStates = [];
  const look = (): void => {
    const state = document.querySelector("button[data-state]")?.getAttribute("data-state");
    if (state != null && state !== window.syncStates.at(-1)) window.syncStates.push(state);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ["data-state"] });
}

export class ConsolePage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(page: Page): Promise<ConsolePage> {
    page.setDefaultTimeout(15_000);
    await page.addInitScript(recordSyncStates);
    return new ConsolePage(page);
  }

  async register(url: string, email: string, password: string): Promise<void> {
    await this.page.goto(`${url}/register`);
    await this.page.getByLabel("E-mail address").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Create account" }).click();
    await this.ready();
  }

  /** Resolves when records and the selection are there, and changes of elsewhere come in. */
  async ready(): Promise<void> {
    await this.tick(0).waitFor();
    await this.state("synced");
    await this.page.locator("[data-stream=live]").waitFor();
  }

  /** Searches, and resolves when the number of matches is shown. */
  async search(text: string, matches: string | RegExp): Promise<void> {
    await this.page.getByLabel("Search records").fill(text);
    await this.page.getByText(matches).waitFor();
  }

  get grid(): Locator {
    return this.page.getByRole("grid", { name: "Records" });
  }

  /** The row at this place, counted from 0, whether it was scrolled into view or not. */
  row(index: number): Locator {
    return this.grid.locator(`[role=row][aria-rowindex="${index + 2}"]`);
  }

  /** The tick of a row whose record is loaded. */
  tick(index: number): Locator {
    return this.row(index).getByRole("checkbox", { name: /^Select / });
  }

  /** Resolves when exactly these of the first rows are ticked. */
  async ticked(indexes: readonly number[], among = 12): Promise<void> {
    const wanted = new Set(indexes);
    for (let index = 0; index < among; index += 1)
      await this.grid.locator(`[role=row][aria-rowindex="${index + 2}"][aria-selected=${wanted.has(index)}]`).waitFor();
  }

  /** Resolves when the selection bar counts so many. */
  async count(selected: number): Promise<void> {
    const bar = this.page.getByRole("region", { name: "Selection" });
    const words = new RegExp(`^${selected.toLocaleString("en-GB")}\\s*selected`);
    await bar.getByRole("paragraph").filter({ hasText: words }).waitFor();
  }

  /** Counts on the server, to be polled: the page shows a change before it is sent. */
  stored(group = "default"): () => Promise<number> {
    return async () => (await this.api<GroupRecords>(`/groups/${group}/records`)).count;
  }

  async state(state: SyncState): Promise<void> {
    await this.page.locator(`button[data-state=${state}]`).waitFor();
  }

  /** Does something, and answers which states were shown after that, until everything was in the database. */
  async statesDuring(act: () => Promise<void>): Promise<readonly string[]> {
    // The last one stays: what follows it is new.
    await this.page.evaluate(() => void window.syncStates.splice(0, window.syncStates.length - 1));
    await act();
    await this.page.waitForFunction(() => window.syncStates.length > 1 && window.syncStates.at(-1) === "synced");
    return this.page.evaluate(() => window.syncStates.slice(1));
  }

  /** Resolves when everything that is in this person's trail now is under a seal. */
  async sealed(): Promise<void> {
    await this.api("/flush", "POST");
    await vi.waitUntil(
      async () => {
        const { events } = await this.api<AuditPage>("/audit?limit=1");
        const { sealedUpTo } = await this.api<{ readonly sealedUpTo: string | null }>("/audit/chain");
        return events[0] !== undefined && Date.parse(sealedUpTo ?? "1970-01-01") >= Date.parse(events[0].at);
      },
      { timeout: 15_000, interval: 100 },
    );
  }

  /** Calls the API with the session of the page. */
  async api<Answer>(path: string, method = "GET", body?: unknown): Promise<Answer> {
    return this.page.evaluate(
      async (call) => {
        const content =
          call.body === undefined ? {} : { body: JSON.stringify(call.body), headers: { "content-type": "application/json" } };
        const response = await fetch(`/api/v1${call.path}`, { method: call.method, ...content });
        return (await response.json()) as Answer;
      },
      { path, method, body },
    );
  }
}
