// What journeys through the console share: a catalogue in a database, a server on it, and a browser. They end with the file's tests.
import { addRecords, type TestDatabase } from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchChromium } from "./chromium.js";
import { ConsolePage } from "./console-page.js";
import { type EmptyDirectory, makeEmptyDirectory } from "./empty-directory.js";
import { onDatabase } from "./external-database.js";
import { type Server, startServer } from "./server.js";

/** Somebody with a browser of their own. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly console: ConsolePage;
  readonly page: Page;
}

export class ConsoleStage {
  readonly database: TestDatabase = testDatabase();
  readonly #records: number;
  #directory: EmptyDirectory | undefined;
  #browser: Browser | undefined;
  #server: Server | undefined;

  /** Registers with the test runner; `records` is the size of the catalogue. */
  constructor(records: number) {
    this.#records = records;
    beforeAll(() => this.#begin());
    afterAll(() => this.#end());
  }

  get server(): Server {
    return begun(this.#server);
  }

  get browser(): Browser {
    return begun(this.#browser);
  }

  get url(): string {
    return this.server.started.url;
  }

  async visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await this.browser.newContext({ reducedMotion: "reduce", ...options });
    const console = await ConsolePage.open(await context.newPage());
    return { context, console, page: console.page };
  }

  /** Starts the server again where it was, after it was killed. */
  async startAgain(): Promise<void> {
    this.#server = await this.#start(this.server.port);
  }

  async #begin(): Promise<void> {
    this.#directory = await makeEmptyDirectory();
    await addRecords(this.database, this.#records);
    [this.#server, this.#browser] = await Promise.all([this.#start("0"), launchChromium()]);
  }

  #start(port: string): Promise<Server> {
    return startServer({ directory: begun(this.#directory).path, port, environment: onDatabase(this.database) });
  }

  async #end(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.stop();
    await this.#directory?.remove();
  }
}

function begun<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("The stage is there once the tests of the file have begun.");
  return thing;
}
