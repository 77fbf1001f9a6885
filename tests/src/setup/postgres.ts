// Starts the one PostgreSQL of a test run, for whichever project needs it first, and stops it after the last.
import { startTestServer, type TestServer, testServerVariable } from "holdfast/testing";

interface Shared {
  server: Promise<TestServer>;
  users: number;
}

// Each project loads this file anew, so what they share is kept beside the modules.
const key = Symbol.for("holdfast test server");
const shelf = globalThis as { [key]?: Shared | undefined };

export async function setup(): Promise<void> {
  shelf[key] ??= { server: startTestServer(), users: 0 };
  shelf[key].users += 1;
  const { stop: _, ...address } = await shelf[key].server;
  process.env[testServerVariable] = JSON.stringify(address);
}

export async function teardown(): Promise<void> {
  const shared = shelf[key];
  if (shared === undefined) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  shelf[key] = undefined;
  await (await shared.server).stop();
}
