// A real open data file through the command line into the catalogue: the registry of language subtags of IANA (CC0), over 9,000 rows.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateKey, Keyring, openHoldfast } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, expect, it } from "vitest";

interface Subtag {
  readonly Type: string;
  readonly Subtag?: string;
  readonly Tag?: string;
  readonly Description: readonly string[];
  readonly Added: string;
  readonly Deprecated?: string;
}

const program = fileURLToPath(new URL("../../apps/cli/dist/main.js", import.meta.url));
const require = createRequire(import.meta.url);
const registry = require.resolve("language-subtag-registry/data/json/registry.json");
const test = testDatabase();
let directory: string;
let subtags: readonly Subtag[];

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const row = (subtag: Subtag): string =>
  [
    `${subtag.Type}:${subtag.Subtag ?? subtag.Tag}`,
    subtag.Description.join("; "),
    subtag.Subtag ?? subtag.Tag ?? "",
    subtag.Type,
    subtag.Added.slice(0, 4),
    subtag.Deprecated === undefined ? "current" : "deprecated",
  ]
    .map(quoted)
    .join(",");

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-import-"));
  subtags = JSON.parse(await readFile(registry, "utf8")) as readonly Subtag[];
  await writeFile(join(directory, "subtags.csv"), ["Code,Name,Tag,Kind,Added,State", ...subtags.map(row), ""].join("\r\n"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Report {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
}

function importFile(...more: readonly string[]): Promise<Report> {
  const words = [
    "records",
    "import",
    "subtags.csv",
    "--json",
    "--map",
    "key=Code,title=Name,reference=Tag,type=Kind,year=Added,status=State",
    ...more,
  ];
  const env = { PATH: process.env["PATH"], DATABASE_URL: test.requestUrl, DATABASE_WORKER_URL: test.workerUrl };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...words], { cwd: directory, env }, (error, output, said) =>
      error === null ? resolve(JSON.parse(output) as Report) : reject(new Error(said, { cause: error })),
    );
  });
}

it("[SE-13] brings a registry of more than 5,000 entries into the catalogue, after a dry run, and once however often", async () => {
  const all = subtags.length;
  expect(all).toBeGreaterThan(5000);
  expect(await importFile("--dry-run")).toMatchObject({ read: all, inserted: all, refused: 0 });
  expect(await test.query("select count(*)::integer as count from holdfast.record")).toEqual([{ count: 0 }]);
  expect(await importFile()).toMatchObject({ read: all, inserted: all, refused: 0 });
  expect(await importFile()).toMatchObject({ inserted: 0, updated: 0, unchanged: all });
});

it("[SE-13] finds what was imported by word, kind and year", async () => {
  const { requestUrl, workerUrl } = test;
  const keyring = Keyring.parse(generateKey());
  const holdfast = await openHoldfast({
    database: { requestUrl, workerUrl },
    journal: { directory: join(directory, "journal") },
    keyring,
  });
  try {
    const order = { sort: "title", order: "asc", offset: 0 } as const;
    const page = await holdfast.catalogue.search({ filter: { text: "zuni", type: ["language"] }, ...order, limit: 10 });
    expect(page.items).toMatchObject([{ title: "Zuni", reference: "zun", type: "language", status: "current" }]);
    const facets = await holdfast.catalogue.facets({});
    expect(facets.type.reduce((sum, { count }) => sum + count, 0)).toBe(subtags.length);
  } finally {
    await holdfast.close();
  }
});
