// The journal and the doctor, beside a process that holds the journal, after it has gone, and on what is damaged.
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operationIdSchema, userIdSchema } from "@holdfast/contract";
import { generateKey, Keyring, openHoldfast } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonLines, runWords } from "../testing/run-words.js";

const test = testDatabase();
const userId = userIdSchema.parse(randomUUID());
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-journal-"));
  await test.query("insert into holdfast.app_user (id, email, created_at) values ($1, 'me@example.org', now())", [userId]);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runWords([...words, "--data-directory", "."], { workingDirectory: directory, environment });
const urls = () => ({ DATABASE_URL: test.requestUrl, DATABASE_WORKER_URL: test.workerUrl });

async function open() {
  const { requestUrl, workerUrl } = test;
  const keyring = Keyring.parse(generateKey());
  return openHoldfast({ database: { requestUrl, workerUrl }, journal: { directory: join(directory, "journal") }, keyring });
}

async function segmentPath(): Promise<string> {
  const names = await readdir(join(directory, "journal"));
  return join(directory, "journal", names.filter((name) => /^\d{20}\.journal$/.test(name)).toSorted()[0]!);
}

it("[JO-08] says that there is no journal yet", async () => {
  expect(jsonLines((await run(["doctor", "--json"], urls())).output)[0]).toMatchObject({ state: "warning" });
  expect((await run(["journal", "status"])).exitCode).toBe(66);
});

it("[JO-08] sums up and lists a journal while a process writes it, without its lock", async () => {
  const holdfast = await open();
  try {
    for (const name of ["One", "Two", "Three"]) {
      const operationId = operationIdSchema.parse(randomUUID());
      await holdfast.selections.perform({ userId }, { operationId, change: { kind: "create_group", name } });
    }
    await holdfast.selections.flush(userId);
    const [status] = jsonLines((await run(["journal", "status", "--json"])).output);
    expect(status).toMatchObject({ segments: 1, damage: [], closedAt: null });
    const entries = jsonLines((await run(["journal", "list", "--json"])).output);
    expect(entries.at(-1)!["position"]).toBe(status!["last"]);
    expect(JSON.stringify(entries)).toContain('"Two"');
    expect(jsonLines((await run(["journal", "list", "--after", String(status!["last"]), "--json"])).output)).toEqual([]);
    const doctor = jsonLines((await run(["doctor", "--json"], urls())).output)[0]!["checks"] as {
      name: string;
      state: string;
      found: string;
    }[];
    expect(doctor.find(({ name }) => name === "Journal")).toMatchObject({
      state: "ok",
      found: expect.stringContaining("0 pending") as unknown,
    });
  } finally {
    await holdfast.close();
  }
  expect((await run(["journal", "status"])).output).toContain("closed properly at");
});

it("[JO-08] shows damage with file and offset, and fails", async () => {
  const path = await segmentPath();
  const bytes = await readFile(path);
  bytes.write("#", bytes.indexOf('"Two"') + 1);
  await writeFile(path, bytes);
  const status = await run(["journal", "status"]);
  expect([status.exitCode, status.output]).toEqual([65, expect.stringMatching(/Damage +.+\.journal at byte \d+: /)]);
  expect((await run(["journal", "inspect", "--json"])).exitCode).toBe(65);
  const doctor = await run(["doctor"], urls());
  expect([doctor.exitCode, doctor.output]).toEqual([1, expect.stringContaining("✗ Journal: Damaged: ")]);
});

it("[DX-06] says in the doctor that the database cannot be reached, and what to do", async () => {
  const { exitCode, output } = await run(["doctor"], { DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" });
  expect(exitCode).toBe(1);
  expect(output).toContain("✗ Database: The database did not answer.");
});
