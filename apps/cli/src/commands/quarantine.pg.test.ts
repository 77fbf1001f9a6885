// Operations that the database refuses: seen, replayed and discarded from the command line (JO-08).
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { jsonLines, runWords } from "../testing/run-words.js";
import { type ServerProcess, startServerProcess } from "../testing/start-server-process.js";

const test = testDatabase();
const urls = () => ({ DATABASE_URL: test.requestUrl, DATABASE_ADMIN_URL: test.ownerUrl, DATABASE_WORKER_URL: test.workerUrl });
let directory: string;
let server: ServerProcess;

const run = (words: readonly string[], input = "") =>
  runWords(words, {
    input,
    environment: { ...urls(), XDG_CONFIG_HOME: directory, HOLDFAST_URL: server.url },
    workingDirectory: directory,
  });
const listed = async (...more: readonly string[]) =>
  jsonLines((await run(["journal", "quarantine", "list", "--json", ...more])).output);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-quarantine-"));
  server = await startServerProcess(["--port", "0", "--data-directory", "data", "--sample-catalogue"], urls(), directory);
  await run(["register", "--email", "me@example.org", "--password-stdin"], "correct horse battery\n");
}, 60_000);
afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended();
  await rm(directory, { recursive: true, force: true });
});

it("[JO-08] is for administrators", async () => {
  const refused = await run(["journal", "quarantine", "list"]);
  expect([refused.exitCode, refused.errors]).toEqual([77, expect.stringContaining("holdfast users role")]);
  await run(["users", "role", "me@example.org", "admin"]);
  expect((await run(["journal", "quarantine", "list"])).output).toBe("The quarantine is empty.\n");
});

it("[JO-08] lists what was refused with its reason, replays it when it fits, and discards what never will", async () => {
  await test.query("alter table holdfast.selection add constraint forbidden check (false) not valid");
  await run(["selections", "select", "--text", "education"]);
  await vi.waitFor(async () => expect(await listed()).toHaveLength(1), { timeout: 10_000, interval: 100 });
  await run(["selections", "select", "--text", "railway"]);
  await vi.waitFor(async () => expect(await listed()).toHaveLength(2), { timeout: 10_000, interval: 100 });
  const [first, second] = await listed();
  expect(first).toMatchObject({ kind: "bulk_select", sqlState: "23514", resolvedAt: null });
  const doctor = await run(["doctor", "--data-directory", "data"]);
  expect(doctor.output).toMatch(/Quarantine: 2 operations were refused.*\n.*holdfast journal quarantine list/);

  const of = (entry = first!): readonly string[] => [String(entry["journalId"]), String(entry["position"])];
  expect(await run(["journal", "quarantine", "replay", ...of()])).toMatchObject({ exitCode: 65, output: "" });
  expect(await listed()).toHaveLength(2);
  await test.query("alter table holdfast.selection drop constraint forbidden");
  const replayed = await run(["journal", "quarantine", "replay", ...of()]);
  expect([replayed.exitCode, replayed.output]).toEqual([0, expect.stringMatching(/Replayed position \d+\.\n.* added\n/)]);
  const discarded = await run(["journal", "quarantine", "discard", ...of(second), "--reason", "Not wanted any more"]);
  expect([discarded.exitCode, discarded.output]).toEqual([0, `Discarded position ${String(second!["position"])}.\n`]);
  expect(await listed()).toEqual([]);
  expect((await listed("--resolved")).map(({ resolution }) => resolution)).toEqual(
    expect.arrayContaining(["replayed", "discarded"]),
  );
  expect(await run(["journal", "quarantine", "discard", ...of(second), "--reason", "Again"])).toMatchObject({ exitCode: 66 });
  expect(await run(["journal", "quarantine", "replay", "nonsense", "1"])).toMatchObject({ exitCode: 65 });
});
