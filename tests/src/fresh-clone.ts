// By hand, `npx tsx tests/src/fresh-clone.ts [--test]`: does what README.md promises to somebody who has only cloned, and says what it saw.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { processesIn } from "./stage/processes-in.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const port = process.env["PORT"] ?? "4280";
const origin = `http://127.0.0.1:${port}`;

/** What this process was told about itself must not decide how a stranger's clone behaves. */
const environment = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  HOLDFAST_PORT: port,
};

async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  process.stdout.write(`${what} … `);
  try {
    const result = await work();
    console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log("failed");
    throw error;
  }
}

interface Start {
  readonly said: () => string;
  /** Resolves when it and everything that it started has ended. */
  stop(): Promise<void>;
}

/** `npm start`, until it says that it is ready. */
async function start(directory: string): Promise<Start> {
  const child = spawn("npm", ["start"], { cwd: directory, env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const ended = once(child, "close");
  let said = "";
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => {
        said += part;
        if (said.includes("Holdfast is ready")) resolve();
      });
  });
  const early = ended.then(([code]) => {
    throw new Error(`npm start ended (${String(code)}):\n${said}`);
  });
  await Promise.race([ready, early]);
  early.catch(() => undefined);
  return {
    said: () => said,
    // Ctrl-C reaches every process of the terminal.
    stop: async () => {
      process.kill(-(child.pid ?? 0), "SIGINT");
      await ended;
    },
  };
}

async function check(directory: string, isFirst: boolean): Promise<void> {
  const name = isFirst ? "first" : "second";
  const server = await step(`npm start, the ${name} time, until it is ready`, () => start(directory));
  const loaded = server.said().includes("19,089 records loaded");
  if (loaded !== isFirst)
    throw new Error(`The ${name} start ${loaded ? "loaded" : "did not load"} the sample:\n${server.said()}`);
  for (const path of ["/readyz", "/", "/api/docs"]) {
    const { status } = await fetch(`${origin}${path}`);
    console.log(`  GET ${path}: ${status}`);
    if (status !== 200) throw new Error(`${path} answered ${status}.`);
  }
  await step("  Ctrl-C, until everything has stopped", () => server.stop());
  if (!server.said().includes("everything acknowledged is in the database"))
    throw new Error(`It did not drain:\n${server.said()}`);
  const left = await processesIn(directory);
  if (left.length > 0) throw new Error(`Still running: ${left.join(", ")}`);
  const { stdout } = await run("git", ["status", "--porcelain"], { cwd: directory });
  console.log(`  drained, no process left; files that git would add: ${stdout.trim() || "none"}`);
}

const directory = await mkdtemp(join(tmpdir(), "holdfast-clone-"));
try {
  await step("git clone", () => run("git", ["clone", "--quiet", repository, directory]));
  await step("npm ci", () => run("npm", ["ci"], { cwd: directory, env: environment }));
  await check(directory, true);
  await check(directory, false);
  if (process.argv.includes("--test")) {
    const { stdout } = await step("npm test", () =>
      run("npm", ["test"], { cwd: directory, env: environment, maxBuffer: 1024 ** 3 }).catch(
        (error: unknown) => error as { stdout: string },
      ),
    );
    console.log(stdout.trim().split("\n").at(-1));
  }
} finally {
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
}
