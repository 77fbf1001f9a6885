// The doctor on a real server: when all is well, while its database is away, and after it was killed.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKey } from "holdfast";
import { createFaultProxy, type FaultProxy } from "holdfast/testing";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Check } from "../doctor/check.js";
import type { ServerFigures } from "../doctor/read-server.js";
import { jsonLines, runWords } from "../testing/run-words.js";
import { type ServerProcess, startServerProcess } from "../testing/start-server-process.js";

const test = testDatabase();
let directory: string;
let proxy: FaultProxy;
let server: ServerProcess;

const databaseUrls = () => ({
  DATABASE_URL: test.requestUrl,
  DATABASE_ADMIN_URL: test.ownerUrl,
  DATABASE_REQUEST_URL: test.requestUrl,
  DATABASE_WORKER_URL: test.workerUrl,
  HOLDFAST_KEYRING_FILE: join(directory, "keys"),
});
const start = () =>
  startServerProcess(["--port", "0"], { ...databaseUrls(), DATABASE_WORKER_URL: proxy.url(test.workerUrl) }, directory);
const asUser = (words: readonly string[]) =>
  runWords(words, { environment: { XDG_CONFIG_HOME: directory, HOLDFAST_URL: server.url }, input: "correct horse battery" });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-doctor-"));
  await chmod(directory, 0o711);
  await writeFile(join(directory, "keys"), generateKey().reveal(), { mode: 0o600 });
  const { port, hostname } = new URL(test.workerUrl);
  proxy = await createFaultProxy(Number(port), hostname);
  server = await start();
  await asUser(["register", "--email", "me@example.org", "--password-stdin"]);
  await asUser(["selections", "groups"]);
});
afterAll(async () => {
  server.kill("SIGKILL");
  await server.ended();
  await proxy.close();
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
});

interface Examination {
  readonly exitCode: number;
  readonly state: string;
  readonly checks: readonly Check[];
  readonly server: ServerFigures | null;
}

async function examine(...words: readonly string[]): Promise<Examination> {
  const said = await runWords(["doctor", "--json", ...words], { workingDirectory: directory, environment: databaseUrls() });
  return { exitCode: said.exitCode, ...(jsonLines(said.output)[0] as unknown as Omit<Examination, "exitCode">) };
}

const patience = { timeout: 15_000, interval: 100 };
const one = ({ checks }: Examination, name: string): Check | undefined => checks.find((check) => check.name === name);

it("[SY-09, DX-06] finds the server of its data directory and tells lag, drain times and conservation in seconds and sums", async () => {
  const found = await vi.waitFor(async () => {
    const examination = await examine();
    expect([examination.state, examination.server?.oldestPendingSeconds]).toEqual(["ok", 0]);
    return examination;
  }, patience);
  expect(found).toMatchObject({ exitCode: 0, state: "ok", server: { url: server.url, ready: true, oldestPendingSeconds: 0 } });
  const { lagSeconds, lastBatchSeconds, batches, conservation } = found.server!;
  for (const figure of [lagSeconds, lastBatchSeconds]) expect(figure).toBeGreaterThan(0);
  expect(batches).toBeGreaterThan(0);
  expect(conservation).toMatchObject({ holds: true, quarantined: 0 });
  expect(conservation.acknowledged).toBe(conservation.applied);
  expect(conservation.acknowledged).toBeGreaterThan(0);
  expect(one(found, "Lag")?.found).toMatch(/^0\.\d+ s from accepted to applied at the last batch; nothing waits\.$/);
  expect(one(found, "Drain")?.found).toMatch(/^\d+ batch.*, the last in 0\.\d+ s\.$/);
  expect(one(found, "Conservation of the server")?.found).toMatch(
    /^(\d+) acknowledged = \1 applied \+ 0 pending \+ 0 quarantined\.$/,
  );
  expect(one(found, "Quarantine")?.found).toBe("Empty.");
});

it("[SY-07, DX-06] fails with advice while the database is away from the server, and says how long what waits has waited", async () => {
  await proxy.cut();
  expect((await asUser(["selections", "clear", "--json"])).exitCode).toBe(0);
  await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(503), {
    timeout: 20_000,
    interval: 100,
  });
  const found = await examine();
  expect(found).toMatchObject({
    exitCode: 1,
    state: "failed",
    server: { ready: false, conservation: { pending: 1, holds: true } },
  });
  expect(found.server?.oldestPendingSeconds).toBeGreaterThan(0);
  expect(one(found, "Server")).toMatchObject({
    state: "failed",
    found: expect.stringContaining("is not ready. ") as unknown,
    action: expect.any(String) as unknown,
  });
  expect(one(found, "Lag")?.found).toMatch(/; 1 operation waits, it has done so for [\d.]+ s\.$/);
  const text = await runWords(["doctor"], { workingDirectory: directory, environment: databaseUrls() });
  expect(text.output).toMatch(/✗ Server: .*\n.*What it has acknowledged is in its journal/);
});

it("[SY-11, DX-06] after a kill it says from disk and database alone what waits and for how long", async () => {
  server.kill("SIGKILL");
  await server.ended();
  const found = await examine();
  expect(found).toMatchObject({ exitCode: 0, state: "warning", server: null });
  expect(one(found, "Server")).toMatchObject({ state: "warning", found: `The server at ${server.url} does not answer.` });
  expect(one(found, "Journal")).toMatchObject({
    state: "warning",
    found: expect.stringMatching(/1 pending, 0 quarantined\. The oldest that waits is of .*, [\d.]+ s ago\.$/) as unknown,
  });
  expect(await examine("--url", server.url)).toMatchObject({ exitCode: 1, state: "failed" });
  await proxy.restore();
  server = await start();
  await vi.waitFor(async () => expect((await examine()).checks.filter(({ state }) => state !== "ok")).toEqual([]), patience);
});
