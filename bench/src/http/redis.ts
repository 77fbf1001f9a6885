// A Redis of its own on a free port, where the system has one.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { freePort } from "holdfast/testing";

export interface OwnRedis {
  readonly port: number;
  stop(): Promise<void>;
}

/** Undefined when there is no redis-server on the PATH. It keeps nothing on disk: that is the fastest it can be. */
export async function startRedisServer(): Promise<OwnRedis | undefined> {
  const port = await freePort();
  const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const isThere = await new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", () => resolve(false));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.includes("Ready to accept connections")) resolve(true);
    });
  });
  if (!isThere) return undefined;
  return {
    port,
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}
