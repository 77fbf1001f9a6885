// By hand, `npx tsx tests/src/screenshots.ts [PAGE …] [--theme dark] [--width 390]`: a picture of every page and state in `screenshots/`.
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { freePort } from "holdfast/testing";
import type { Browser, BrowserContext } from "playwright-core";
import { scenes } from "./screenshots/scenes.js";
import type { Scene } from "./screenshots/scene.js";
import { password, people, registerEverybody, trouble } from "./screenshots/seed.js";
import { launchChromium } from "./stage/chromium.js";
import { makeEmptyDirectory } from "./stage/empty-directory.js";
import { agreeAtProvider, providersFile, startOAuthProvider } from "./stage/oauth-provider.js";
import { runProgram } from "./stage/program.js";
import { startServer } from "./stage/server.js";

const folder = fileURLToPath(new URL("../../screenshots", import.meta.url));
const themes = ["light", "dark"] as const;
const widths = [390, 1024, 1600] as const;
const heights: Readonly<Record<number, number>> = { 390: 844, 1024: 768, 1600: 1000 };
const nobody = { cookies: [], origins: [] };

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
type Who = NonNullable<Scene["as"]>;

/** The cookies of somebody who is signed in. */
async function signIn(browser: Browser, url: string, email: string): Promise<State> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("grid", { name: "Records" }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

async function take(
  context: BrowserContext,
  url: string,
  { name, path, before, act, ready }: Scene,
  suffix: string,
): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  try {
    await before?.(page);
    await page.goto(`${url}${path}`);
    await act?.(page);
    await ready(page);
    await page.evaluate(() => document.fonts.ready);
    const file = join(folder, `${name}-${suffix}.png`);
    await mkdir(dirname(file), { recursive: true });
    await page.screenshot({ path: file });
  } catch (error) {
    process.exitCode = 1;
    console.error(`${name}-${suffix}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
    await page.screenshot({ path: join(folder, `not-ready-${name.replace("/", "-")}-${suffix}.png`) });
  }
}

async function connect(browser: Browser, url: string, state: State): Promise<void> {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  await page.goto(`${url}/connections`);
  const begun = await page.evaluate(async () => {
    const response = await fetch("/api/v1/connections/judge", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    return (await response.json()) as { readonly url: string };
  });
  await page.goto(begun.url);
  await agreeAtProvider(page, "ada");
  await page.waitForURL(/\/connections/);
  await context.close();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { theme: { type: "string" }, width: { type: "string" } },
  });
  const wanted = scenes.filter(({ name }) => positionals.length === 0 || positionals.some((one) => name.startsWith(one)));
  const directory = await makeEmptyDirectory();
  const port = String(await freePort());
  const provider = await startOAuthProvider(`http://127.0.0.1:${port}`);
  const unused = { clientId: "shown", clientSecret: "and never used" };
  const environment = await providersFile(directory.path, { judge: provider.options, github: unused, google: unused });
  const server = await startServer({ directory: directory.path, environment, port });
  const browser = await launchChromium();
  try {
    const { url } = server.started;
    await registerEverybody(await (await browser.newContext()).newPage(), url);
    await trouble(await (await browser.newContext()).newPage(), url, directory.path);
    await runProgram(["users", "role", people.administrator, "admin"], { directory: directory.path });
    const states = new Map<Who, State | typeof nobody>([["nobody", nobody]]);
    for (const [who, email] of Object.entries(people)) states.set(who as Who, await signIn(browser, url, email));
    await connect(browser, url, states.get("person") as State);
    for (const colorScheme of themes.filter((theme) => values.theme === undefined || values.theme === theme))
      for (const width of widths.filter((one) => values.width === undefined || values.width === String(one)))
        for (const [who, storageState] of states) {
          const viewport = { width, height: heights[width] ?? 900 };
          for (const scene of wanted.filter((one) => (one.as ?? "person") === who && (one.widths ?? [width]).includes(width))) {
            // What a page remembers, and what waits in its browser to be sent, is for this picture alone.
            const context = await browser.newContext({ storageState, viewport, colorScheme, reducedMotion: "reduce" });
            await take(context, url, scene, `${width}-${colorScheme}`);
            await context.close();
          }
        }
    console.log(`${wanted.length} states are in ${folder}`);
  } finally {
    await browser.close();
    await server.stop();
    await provider.close();
    await directory.remove();
  }
}

await main();
