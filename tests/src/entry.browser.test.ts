// The ways in: registering and signing in with their faults, a forgotten password, an address to verify, another password.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./stage/accessibility.js";
import { ConsoleStage } from "./stage/console-stage.js";

const password = "correct horse battery";
const another = "staple of another kind";
const stage = new ConsoleStage(30);

const visitor = () => stage.visitor();
const open = (page: Page, path: string) => page.goto(`${stage.url}${path}`);
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

interface Mail {
  readonly messages: readonly { readonly to: string; readonly text: string }[];
}

/** The link of the newest message to an address, from the mailbox that a server on one's own machine has. */
async function linkTo(email: string, path: string): Promise<string> {
  const link = new RegExp(`${stage.url}${path}#token=\\S+`);
  let found: string | undefined;
  await expect
    .poll(async () => {
      const answer = await fetch(`${stage.url}/dev/mail`, { headers: { accept: "application/json" } });
      const texts = ((await answer.json()) as Mail).messages
        .filter(({ to }) => to === email)
        .map(({ text }) => link.exec(text)?.[0]);
      found = texts.findLast((text) => text !== undefined);
      return found;
    })
    .toBeDefined();
  return found!;
}

async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await field(page, "Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("signing in", () => {
  it("[AC-01] [UI-07] names each fault where it belongs, moves the focus there, and moves nothing else", async () => {
    const { context, page } = await visitor();
    await open(page, "/register");
    const place = async () => (await page.getByRole("button", { name: "Create account" }).boundingBox())!.y;
    const before = await place();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("Enter your e-mail address.").waitFor();
    expect(await page.getByLabel("E-mail address").evaluate((input) => input === document.activeElement)).toBe(true);
    await page.getByLabel("E-mail address").fill("who@example.org");
    await field(page, "Password").fill("short");
    await page.keyboard.press("Enter");
    await page.getByText("At least 10 characters; this has 5.").waitFor();
    expect(await field(page, "Password").evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await place()).toBe(before);
    await open(page, "/sign-in");
    await signIn(page, "nobody@example.org", "not the password");
    await page.getByRole("alert").getByText(/./).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const kinds = await page
      .locator("input")
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).autocomplete));
    expect(kinds).toEqual(["username", "current-password"]);
    await context.close();
  });
});

describe("a forgotten password", () => {
  it("[AC-01] [TK-05] is set anew by the mailed link, once, and every session ends with it", async () => {
    const email = "forgetful@example.org";
    const [desk, phone] = await Promise.all([visitor(), visitor()]);
    await desk.console.register(stage.url, email, password);
    await open(phone.page, "/sign-in");
    await phone.page.getByRole("link", { name: "Forgot your password?" }).click();
    // The page before has a field of the same name.
    await phone.page.getByRole("heading", { name: "Set a new password" }).waitFor();
    await phone.page.getByLabel("E-mail address").fill(email);
    await phone.page.getByRole("button", { name: "Send the link" }).click();
    await phone.page.getByText(`If there is an account for ${email}`).waitFor();
    const link = await linkTo(email, "/reset-password");
    await phone.page.goto(link);
    await phone.page.getByRole("heading", { name: "Choose a new password" }).waitFor();
    expect(phone.page.url()).not.toContain("token");
    expect(await accessibilityFaults(phone.page)).toEqual([]);
    await field(phone.page, "New password").fill(another);
    await phone.page.getByRole("button", { name: "Set the password" }).click();
    await phone.page.getByText("Your new password is set.").waitFor();
    await signIn(phone.page, email, another);
    await phone.console.ready();
    await desk.page.getByRole("heading", { name: "Sign in" }).waitFor();

    await phone.page.goto("about:blank");
    await phone.page.goto(link);
    await field(phone.page, "New password").fill("a third one, longer");
    await phone.page.getByRole("button", { name: "Set the password" }).click();
    await phone.page.getByRole("alert").getByText(/./).first().waitFor();
    await phone.page.getByRole("link", { name: "Ask for a new link" }).click();
    await phone.page.getByRole("heading", { name: "Set a new password" }).waitFor();
    await open(phone.page, "/reset-password");
    await phone.page.getByRole("heading", { name: "This link is not whole" }).waitFor();
    await Promise.all([desk.context.close(), phone.context.close()]);
  });
});

describe("an address", () => {
  it("[AC-01] is verified by a press after the mailed link, which programs that open links do not make", async () => {
    const email = "newcomer@example.org";
    const { context, console, page } = await visitor();
    await console.register(stage.url, email, password);
    const link = await linkTo(email, "/verify-email");
    await page.goto(link);
    await page.getByRole("heading", { name: "Verify your e-mail address" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const before = await console.api<{ account: { emailVerifiedAt: string | null } }>("/me");
    await page.getByRole("button", { name: "Verify my address" }).click();
    await page.getByRole("heading", { name: "Your address is verified" }).waitFor();
    const after = await console.api<{ account: { emailVerifiedAt: string | null } }>("/me");
    expect([before.account.emailVerifiedAt, after.account.emailVerifiedAt]).toEqual([null, expect.any(String)]);
    await page.getByRole("link", { name: "Go to the records" }).click();
    await console.ready();
    await page.getByRole("button", { name: /^Account: / }).click();
    expect(await page.getByRole("menuitem", { name: "Verify e-mail address" }).count()).toBe(0);
    await context.close();
  });
});

describe("another password", () => {
  it("[TK-06] [UI-07] is set from the account menu by keys alone, and the other devices are signed out", async () => {
    const email = "careful@example.org";
    const [desk, phone] = await Promise.all([visitor(), visitor()]);
    await desk.console.register(stage.url, email, password);
    await open(phone.page, "/sign-in");
    await signIn(phone.page, email, password);
    await phone.console.ready();
    const { page } = desk;
    await page.getByRole("button", { name: /^Account: / }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Change password" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Change password" }).waitFor();
    await page.keyboard.type("not this one");
    expect(await field(page, "Present password").inputValue()).toBe("not this one");
    await field(page, "New password").fill(another);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").locator("[aria-invalid=true]").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await field(page, "Present password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByRole("log").getByText("Your password is changed.").waitFor();
    await page.getByRole("log").getByText("One other session was ended.").waitFor();
    await phone.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await Promise.all([desk.context.close(), phone.context.close()]);
  });
});
