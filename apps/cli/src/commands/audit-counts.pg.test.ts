// Counts of the trail and the trail itself for spreadsheets: RFC 4180, whatever names are in it.
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
const run = (words: readonly string[]) =>
  runWords(words, {
    input: "correct horse battery\n",
    environment: { ...urls(), XDG_CONFIG_HOME: directory, HOLDFAST_URL: server.url },
    workingDirectory: directory,
  });
/** Names as a newer release, or somebody with a login of their own, could have written them. */
const oddActions = ["=1+1", 'say "no"', "a,b", "two\nlines"];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-counts-"));
  server = await startServerProcess(["--port", "0", "--data-directory", "data"], urls(), directory);
  await run(["register", "--email", "me@example.org", "--password-stdin"]);
  await run(["users", "role", "me@example.org", "admin"]);
  await test.query(
    `insert into holdfast.audit_event (at, action)
     select '2020-05-01T10:00:00Z'::timestamptz + number * interval '1 hour', action
     from unnest($1::text[]) action, generate_series(0, 30, 30) number`,
    [oddActions],
  );
}, 60_000);
afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended();
  await rm(directory, { recursive: true, force: true });
});

const past = ["--everybody", "--to", "2021-01-01"];

it("[AU-07] counts are CSV with a header, one line for each day, an empty cell where all actions are counted together, and CRLF to the end", async () => {
  const { exitCode, output, errors } = await run(["audit", "counts", ...past, "--format", "csv"]);
  expect([exitCode, errors]).toEqual([0, ""]);
  expect(output).toBe("from,action,events\r\n2020-05-01T00:00:00.000000Z,,4\r\n2020-05-02T00:00:00.000000Z,,4\r\n");
});

it("[AU-07] odd names of actions are quoted, and none is a formula", async () => {
  const { output } = await run(["audit", "counts", ...past, "--by", "month", "--split", "--format", "csv"]);
  const month = "2020-05-01T00:00:00.000000Z";
  expect(output.split("\r\n").toSorted()).toEqual(
    [
      "",
      "from,action,events",
      `${month},'=1+1,2`,
      `${month},"say ""no""",2`,
      `${month},"a,b",2`,
      `${month},"two\nlines",2`,
    ].toSorted(),
  );
});

it("[AU-07] the same numbers come as JSON, and a format that is none is refused", async () => {
  const counts = jsonLines((await run(["audit", "counts", ...past, "--by", "month", "--split", "--json"])).output);
  expect(counts.map(({ action, count }) => [action, count])).toEqual(oddActions.toSorted().map((action) => [action, 2]));
  const wrong = await run(["audit", "counts", "--format", "xml"]);
  expect([wrong.exitCode, wrong.errors]).toEqual([65, expect.stringContaining('"xml" is no format of counts')]);
  const nothing = await run(["audit", "counts", "--everybody", "--to", "2001-01-01", "--format", "csv"]);
  expect(nothing.output).toBe("from,action,events\r\n");
});

it("[AU-07, AU-06] an export quotes what people named their groups, from beside the trail", async () => {
  await run(["selections", "create", '=1,"two"\nthree']);
  const exported = await vi.waitFor(async () => {
    const { output } = await run(["audit", "export", "--format", "csv", "--action", "create_group"]);
    expect(output).toContain("three");
    return output;
  }, 15_000);
  expect(exported).toContain(String.raw`,"{""name"":""=1,\""two\""\nthree""}"` + "\r\n");
});
