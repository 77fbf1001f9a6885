// `holdfast serve` on a stage, as a process of its own, and callers that speak HTTP with it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { dataFlags, environmentOf, program } from "./command-line.js";
import type { Stage } from "./stage.js";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly tookMs: number;
}

export interface HttpServer {
  readonly url: string;
  /** Whether the process is gone. */
  hasEnded(): boolean;
  ask(method: string, path: string, options?: { readonly token?: string; readonly body?: unknown }): Promise<Answer>;
  stop(): Promise<void>;
}

/** Without limits per caller: all of the crowd comes from one address. */
export async function startHttpServer(stage: Stage, flags: readonly string[]): Promise<HttpServer> {
  const data = await dataFlags(stage, "data", stage.order.keys);
  const words = ["serve", "--json", "--port", "0", "--no-rate-limits", "--log-level", "warn", ...data];
  const env = environmentOf(stage);
  const child = spawn(process.execPath, [program, ...words, ...flags], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = JSON.parse(line) as { readonly event: string; readonly url: string };
      if (said.event === "started") resolve(said.url);
    });
    void ended.then(([code]) => reject(new Error(`The server ended with ${String(code)} before it had started.`)));
  });
  const agent = new Agent({ keepAlive: true });
  return {
    url,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ask: (method, path, options = {}) => ask(agent, new URL(path, url), method, options),
    stop: async () => {
      agent.destroy();
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function ask(
  agent: Agent,
  url: URL,
  method: string,
  { token, body }: { readonly token?: string; readonly body?: unknown },
): Promise<Answer> {
  const began = performance.now();
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        const { statusCode = 0 } = response;
        resolve({ status: statusCode, headers: response.headers, text, tookMs: performance.now() - began });
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
