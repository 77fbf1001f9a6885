// The built product as people start it, in an empty directory: embedded PostgreSQL, the sample of 19,089 records, the console.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../apps/cli/dist/main.js", import.meta.url));

export interface ConsoleServer {
  readonly url: string;
  /** `name=value` of the session of somebody who has just registered. */
  readonly cookie: string;
  stop(): Promise<void>;
}

export async function startConsoleServer(): Promise<ConsoleServer> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
  // PostgreSQL's system user passes through.
  await chmod(directory, 0o711);
  const words = [program, "serve", "--json", "--port", "0"];
  const child = spawn(process.execPath, words, {
    cwd: directory,
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(child, "close");
  let said = "";
  const started = new Promise<string>((resolve) =>
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      said += part;
      const line = said.split("\n").find((text) => text.includes('"event":"started"'));
      if (line !== undefined) resolve((JSON.parse(line) as { readonly url: string }).url);
    }),
  );
  const early = ended.then(() => {
    throw new Error(`The server ended before it was ready:\n${said}`);
  });
  early.catch(() => undefined);
  const url = await Promise.race([started, early]);
  return {
    url,
    cookie: await register(url),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function register(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "visitor@example.org", password: "correct horse battery" }),
  });
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}
