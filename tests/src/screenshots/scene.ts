// What a picture shows: where to go, what to do there, and by what it is known that it is ready.
import type { Page, Route } from "playwright-core";

export interface Scene {
  /** `page/state`: the folder and the name of the file. */
  readonly name: string;
  readonly path: string;
  /** Before the page is opened: what its calls are answered with. */
  readonly before?: (page: Page) => Promise<void>;
  /** After it is opened. */
  readonly act?: (page: Page) => Promise<void>;
  /** Resolves when the picture can be taken. */
  readonly ready: (page: Page) => Promise<void>;
  /** Whose page it is. Default: `person`. */
  readonly as?: "person" | "picker" | "newcomer" | "administrator" | "nobody";
  /** The widths at which there is such a state. Default: all. */
  readonly widths?: readonly number[];
}

/** These calls are never answered: the page as it is while it loads. */
export const hanging =
  (pattern: string) =>
  async (page: Page): Promise<void> =>
    void (await page.route(pattern, () => new Promise<void>(() => undefined)));

const refusal = (route: Route): Promise<void> =>
  route.fulfill({
    status: 400,
    contentType: "application/problem+json",
    body: JSON.stringify({
      type: "urn:holdfast:error:invalid_request",
      title: "The request is not valid",
      status: 400,
      code: "invalid_request",
      detail: "The database is not reachable just now.",
      action: "Try again in a moment.",
    }),
  });

/** These calls fail: the page when it cannot be read. */
export const failing =
  (pattern: string) =>
  async (page: Page): Promise<void> =>
    void (await page.route(pattern, refusal));

export const shown = (text: string | RegExp) => (page: Page) => page.getByRole("main").getByText(text).first().waitFor();
export const busy = (page: Page): Promise<void> => page.locator("main [aria-busy=true]").first().waitFor();
export const alert = (page: Page): Promise<void> => page.getByRole("main").getByRole("alert").first().waitFor();
export const dialog = (page: Page): Promise<void> => page.getByRole("dialog").waitFor();
export const menu = (page: Page): Promise<void> => page.getByRole("menu").waitFor();
/** Opens a menu and takes an entry of it. */
export const choose = (name: string | RegExp, entry: string) => async (page: Page) => {
  await press(name)(page);
  await page.getByRole("menuitem", { name: entry }).click();
};
/** Presses a button of the page. */
export const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole("main").getByRole("button", { name }).first().click();
