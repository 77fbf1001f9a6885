// What axe-core finds wrong with a page, in words that tell where.
import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  // Evaluated, not added as a script: the page's policy rightly refuses foreign ones.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => window.axe.run());
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
