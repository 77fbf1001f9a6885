// What assistive technology is told: announcements that are read aloud and not shown.
import type { Page } from "playwright-core";

/** Resolves when this was said. */
export const said = (page: Page, words: RegExp): Promise<void> =>
  page.locator("[data-announcer]").filter({ hasText: words }).waitFor({ state: "attached" });
