// Chooses the TCP port of the embedded server.
import { createServer } from "node:net";
import type { Clock } from "../../runtime/clock.js";
import { didNotStart } from "./refusal.js";

// Below the range that systems hand out for outgoing connections (from 32768 on Linux), which would collide by chance.
const lowest = 20_000;
const highest = 32_000;

/** A port of 127.0.0.1 that nobody listens on. */
export async function findFreePort(clock: Clock): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = lowest + Math.floor(clock.random() * (highest - lowest));
    if (await isFree(port)) return port;
  }
  throw didNotStart("No free port was found for the embedded PostgreSQL.", "");
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
