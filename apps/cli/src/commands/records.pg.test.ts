// Importing a file: a dry run that changes nothing, then the import, then the same again; bad lines are named.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonLines, runWords } from "../testing/run-words.js";

const test = testDatabase();
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-records-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = (...words: readonly string[]) =>
  runWords(["records", ...words], {
    workingDirectory: directory,
    environment: { DATABASE_URL: test.requestUrl, DATABASE_WORKER_URL: test.workerUrl, HOLDFAST_LOG_LEVEL: "error" },
  });
const count = async (): Promise<number> =>
  Number((await test.query("select count(*) as count from holdfast.record"))[0]!["count"]);

const file = [
  "\ufeffCode;Name;Year;Kind",
  'a1;"First; with a delimiter";1998;Act',
  "a2;Second;none;Act",
  "a3;Third;2001",
  'a4;"Fourth',
  'on two lines";2002;Act',
  "a5;;2003;Act",
  "a6;Sixth;2004;Act",
  "",
].join("\r\n");
const mapping = ["--map", "key=Code,title=Name,year=Year", "type=Kind"];

it("[SE-13] reports in a dry run what would happen, line by line, and changes nothing", async () => {
  await writeFile(join(directory, "file.csv"), file);
  const { exitCode, output } = await run("import", "file.csv", ...mapping, "--dry-run", "--json");
  expect(exitCode).toBe(65);
  const report = jsonLines(output)[0]!;
  expect(report).toMatchObject({ dryRun: true, read: 6, inserted: 3, updated: 0, refused: 3 });
  expect((report["problems"] as { line: number }[]).map(({ line }) => line)).toEqual([3, 4, 7]);
  expect(await count()).toBe(0);
});

it("[SE-13] imports what is right, changes nothing the second time, and updates what differs", async () => {
  const first = await run("import", "file.csv", ...mapping);
  expect(first.output).toContain("Imported: 6 rows read, 3 new, 0 changed, 0 as they were, 3 refused.");
  expect(first.output).toContain('line 3: The year "none" is not a number from 0 to 9999.');
  expect(first.errors).toContain("Importing (bytes)");
  expect(await test.query("select title, year, type from holdfast.record order by title")).toEqual([
    { title: "First; with a delimiter", year: 1998, type: "Act" },
    { title: "Fourth\r\non two lines", year: 2002, type: "Act" },
    { title: "Sixth", year: 2004, type: "Act" },
  ]);
  await writeFile(join(directory, "again.csv"), file.replace("Sixth", "The sixth"));
  expect(jsonLines((await run("import", "again.csv", ...mapping, "--json")).output)[0]).toMatchObject({
    inserted: 0,
    updated: 1,
    unchanged: 2,
  });
});

it("[SE-13] refuses a file and a mapping that cannot be right, naming the columns that there are", async () => {
  expect(await run("import", "gone.csv")).toMatchObject({
    exitCode: 65,
    errors: expect.stringContaining("There is no such file.") as unknown,
  });
  expect((await run("import", "file.csv")).errors).toContain("The columns of the file are: Code, Name, Year, Kind.");
  expect((await run("import", "file.csv", "--map", "title=Nmae")).errors).toContain('The file has no column "Nmae".');
});

it("[SE-15] withdraws records with a reason, and never deletes one", async () => {
  const [{ id }] = (await test.query<{ id: string }>("select id from holdfast.record where title = 'The sixth'")) as [
    { id: string },
  ];
  const unknown = "00000000-0000-4000-8000-000000000000";
  const { output } = await run("withdraw", id, unknown, "--reason", "Repealed", "--json");
  expect(jsonLines(output)[0]).toEqual({ withdrawn: [id], alreadyWithdrawn: [], unknown: [unknown] });
  expect(await count()).toBe(3);
  expect(await run("withdraw", "x", "--reason", "y")).toMatchObject({ exitCode: 65 });
});
