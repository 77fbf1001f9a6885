// One cold visit of the records page in a real browser: what the browser itself says of paints, long tasks and moved things.
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Response } from "playwright-core";

export interface Visit {
  /** Milliseconds from the beginning of the navigation. */
  readonly firstPaint: number;
  readonly largestPaint: number;
  /** When the first record could be ticked. */
  readonly firstRecord: number;
  /** Milliseconds by which tasks were longer than 50, between the first paint and the end of the visit. */
  readonly blocked: number;
  /** The sum of all layout shifts; 0 when nothing moved. */
  readonly shifted: number;
  /** Bytes of all scripts that the page loaded, compressed with gzip. */
  readonly scriptBytes: number;
  /** Of the catalogue, as the page says. */
  readonly records: number;
}

/** As on the owner's machine: a Chromium of the system, headless. `CHROMIUM` names another one than the usual. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath, args });
}

interface Seen {
  firstPaint: number;
  largestPaint: number;
  firstRecord: number;
  shifted: number;
  readonly tasks: [from: number, lasted: number][];
}
declare global {
  var seen: Seen;
}

const kinds = ["paint", "largest-contentful-paint", "layout-shift", "longtask"] as const;

/** Runs in the page, before its own scripts; without named functions, which compilers mark with a helper that pages do not have. */
function watch(types: readonly (typeof kinds)[number][]): void {
  globalThis.seen = { firstPaint: 0, largestPaint: 0, firstRecord: 0, shifted: 0, tasks: [] };
  for (const type of types)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === "first-contentful-paint") globalThis.seen.firstPaint = entry.startTime;
        if (type === "largest-contentful-paint") globalThis.seen.largestPaint = entry.startTime;
        if (type === "layout-shift") globalThis.seen.shifted += (entry as PerformanceEntry & { readonly value: number }).value;
        if (type === "longtask") globalThis.seen.tasks.push([entry.startTime, entry.duration]);
      }
    }).observe({ type, buffered: true });
  new MutationObserver(() => {
    if (globalThis.seen.firstRecord > 0) return;
    if (document.querySelector('[role="row"][aria-rowindex="2"] input[type="checkbox"]') !== null)
      globalThis.seen.firstRecord = performance.now();
  }).observe(document, { subtree: true, childList: true });
}

/** With an empty cache, signed in by `cookie`. */
export async function visitConsole(browser: Browser, url: string, cookie: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1350, height: 940 } });
  try {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    // Bodies are read when the page stands: one that it fetches ahead after that has nobody to wait for it, and ends with the context.
    const scripts: Response[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(response);
    });
    await page.addInitScript(watch, kinds);
    await page.goto(`${url}/records`);
    await page.waitForFunction(() => globalThis.seen.firstRecord > 0);
    // The stream stands, and the page has nothing more to do.
    await page.getByRole("button", { name: /^Account: .* Live$/ }).waitFor();
    await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
    const seen = await page.evaluate(() => globalThis.seen);
    const rows = await page.getByRole("grid", { name: "Records" }).getAttribute("aria-rowcount");
    const bodies = await Promise.all(scripts.map((script) => script.body()));
    return {
      ...seen,
      blocked: seen.tasks
        .filter(([from]) => from >= seen.firstPaint)
        .reduce((sum, [, lasted]) => sum + Math.max(0, lasted - 50), 0),
      scriptBytes: bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0),
      // One row is the head.
      records: Number(rows) - 1,
    };
  } finally {
    await context.close();
  }
}
