// Before somebody is signed in.
import type { Page } from "playwright-core";
import type { Scene } from "./scene.js";

const emailField = (page: Page): Promise<void> => page.getByLabel("E-mail address").waitFor();
const shownAnywhere = (text: RegExp) => (page: Page) => page.getByText(text).first().waitFor();

async function enter(page: Page, email: string, password: string, button: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: button }).click();
}

export const entry: readonly Scene[] = [
  { name: "entry/sign-in", path: "/sign-in", as: "nobody", ready: async (page) => page.getByLabel("E-mail address").waitFor() },
  { name: "entry/register", path: "/register", as: "nobody", ready: async (page) => page.getByLabel("E-mail address").waitFor() },
  { name: "entry/nowhere", path: "/nowhere", as: "nobody", ready: async (page) => page.getByRole("heading").first().waitFor() },
  { name: "entry/forgot", path: "/forgot-password", as: "nobody", ready: emailField },
  {
    name: "entry/reset",
    path: "/reset-password#token=shown",
    as: "nobody",
    ready: (page) =>
      page
        .getByLabel(/^New password|^Password/)
        .first()
        .waitFor(),
  },
  {
    name: "entry/link-refused",
    path: "/verify-email#token=shown",
    as: "nobody",
    act: (page) => page.getByRole("button", { name: "Verify my address" }).click(),
    ready: shownAnywhere(/does not work/),
  },
  {
    name: "entry/refused",
    path: "/sign-in",
    as: "nobody",
    act: (page) => enter(page, "ada@example.org", "not this one", "Sign in"),
    ready: shownAnywhere(/not right/),
  },
  {
    name: "entry/guessable",
    path: "/register",
    as: "nobody",
    act: (page) => enter(page, "eve@example.org", "password1234", "Create account"),
    ready: shownAnywhere(/Too easy to guess/),
  },
  {
    name: "entry/missing",
    path: "/register",
    as: "nobody",
    act: (page) => enter(page, "eve", "short", "Create account"),
    ready: shownAnywhere(/At least 10/),
  },
];
