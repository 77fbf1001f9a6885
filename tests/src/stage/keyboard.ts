// Going through a page by keys alone: what Tab does not reach cannot be reached so.
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

export const hasFocus = (locator: Locator): Promise<boolean> => locator.evaluate((element) => element === document.activeElement);

/** Goes on by Tab (or back) until the focus is there. */
export async function tabTo(page: Page, locator: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await locator.waitFor();
  for (let presses = 0; !(await hasFocus(locator)); presses += 1) {
    expect(presses, `${String(locator)} is not reached by ${key}`).toBeLessThan(120);
    await page.keyboard.press(key);
  }
}

/** Goes there and presses Enter. */
export async function enter(page: Page, locator: Locator): Promise<void> {
  await tabTo(page, locator);
  await page.keyboard.press("Enter");
}

/** Opens a menu and chooses by arrows. */
export async function choose(page: Page, menu: Locator, item: string): Promise<void> {
  await enter(page, menu);
  const wanted = page.getByRole("menuitem", { name: item, exact: true });
  await wanted.waitFor();
  for (let presses = 0; !(await hasFocus(wanted)); presses += 1) {
    expect(presses, `${item} is not reached by arrows`).toBeLessThan(30);
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}
