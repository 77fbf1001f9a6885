// A day at the command line: select, undo, compare, export, import, look back, restore, and see whether anybody touched the trail.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Combination, Group, GroupHistoryEntry, GroupState, OperationAnswer } from "@holdfast/contract";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type EmptyDirectory, makeEmptyDirectory } from "./stage/empty-directory.js";
import { onDatabase } from "./stage/external-database.js";
import { type Ended, runProgram } from "./stage/program.js";
import { type Server, startServer } from "./stage/server.js";

const database = testDatabase();
const password = "correct horse battery";
const email = "ada@example.org";
/** A command takes a second of its own. */
const patience = { timeout: 30_000, interval: 200 };
let directory: EmptyDirectory;
let server: Server;

const run = (words: readonly string[], input = ""): Promise<Ended> => {
  const environment = { ...onDatabase(database), HOLDFAST_URL: server.started.url, XDG_CONFIG_HOME: directory.path };
  return runProgram(words, { directory: directory.path, environment, input });
};

/** Runs a command that has to succeed; answers its lines of JSON. */
async function told<Line>(...words: readonly string[]): Promise<readonly Line[]> {
  const { exitCode, output, errors } = await run([...words, "--json"]);
  expect([words, exitCode, errors]).toEqual([words, 0, ""]);
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}
async function one<Line>(...words: readonly string[]): Promise<Line> {
  const [line] = await told<Line>(...words);
  return line!;
}
const groupNamed = async (name: string): Promise<Group> => {
  const groups = await told<Group>("selections", "groups");
  return groups.find((group) => group.name === name)!;
};
const idsIn = async (name: string): Promise<readonly string[]> =>
  (await told<{ record: { id: string } }>("selections", "show", "--group", name)).map(({ record }) => record.id).toSorted();

/** Acts about schools and about fire; two are about both. */
const titles = [
  ...Array.from({ length: 8 }, (_, number) => `School Act ${number}`),
  ...Array.from({ length: 5 }, (_, number) => `Fire Act ${number}`),
  "Fire in School Act",
  "School Fire Act",
];

beforeAll(async () => {
  directory = await makeEmptyDirectory();
  server = await startServer({ directory: directory.path, environment: onDatabase(database) });
  await writeFile(
    join(directory.path, "acts.csv"),
    ["Code,Name", ...titles.map((title, line) => `act-${line},${title}`), ""].join("\n"),
  );
  await told("records", "import", "acts.csv", "--map", "key=Code", "title=Name", "reference=Code");
  await run(["register", "--email", email, "--password-stdin"], password);
});
afterAll(async () => {
  await server?.stop();
  await directory.remove();
});

describe("a day at the command line", { timeout: 90_000 }, () => {
  it("[SE-07] selects by query, in groups of its own", async () => {
    await told("selections", "create", "schools", "--description", "About schools");
    await told("selections", "create", "fires");
    const schools = await one<OperationAnswer>("selections", "select", "--text", "school", "--group", "schools");
    expect(schools).toMatchObject({ matched: 10, added: 10, count: 10 });
    expect(await one("selections", "select", "--text", "fire", "--group", "fires")).toMatchObject({ added: 7 });
  });

  it("[SE-09] takes a change back, does it again, and shows what there is to undo", async () => {
    await told("selections", "clear", "--group", "schools");
    expect(await idsIn("schools")).toEqual([]);
    const undone = await one<OperationAnswer>("selections", "undo");
    expect(undone).toMatchObject({ kind: "undo", added: 10, count: 10, undone: { kind: "clear_all", skipped: 0 } });
    expect(await one("selections", "redo")).toMatchObject({ removed: 10, count: 0 });
    expect(await one("selections", "undo")).toMatchObject({ count: 10 });
    const list = await told<{ kind: string }>("selections", "undo", "--list");
    expect(list[0]).toMatchObject({ kind: "bulk_select" });
  });

  it("[SE-12] compares two groups, and keeps what they share as a third", async () => {
    const compared = await one<Combination & { union: number }>("selections", "compare", "schools", "fires");
    expect(compared).toMatchObject({ union: 15, intersection: 2, difference: 8 });
    expect(compared.regions.map(({ count }) => count).toSorted()).toEqual([2, 5, 8]);
    const words = ["selections", "combine", "schools", "fires", "--operation", "intersection", "--into", "burning schools"];
    expect(await one(...words)).toMatchObject({ kind: "combine_groups", count: 2 });
    expect(await idsIn("burning schools")).toHaveLength(2);
  });

  it("[SE-01] sets notes, moves and copies", async () => {
    const [first, second] = await idsIn("fires");
    expect(await one("selections", "annotate", first!, "--group", "fires", "--note", "Ask Jo")).toMatchObject({ annotated: 1 });
    await told("selections", "create", "later");
    await told("selections", "copy", first!, "--group", "fires", "--to", "later");
    await told("selections", "move", second!, "--group", "fires", "--to", "later");
    expect(await idsIn("later")).toEqual([first, second].toSorted());
    expect(await idsIn("fires")).toHaveLength(6);
    await told("selections", "rename", "later", "soon");
    await told("selections", "delete", "soon");
    expect(await groupNamed("soon")).toBeUndefined();
  });

  it("[SE-05] describes groups, puts them in order, and makes one the default", async () => {
    await told("selections", "create", "first");
    expect(await one("selections", "describe", "first", "Read before the others")).toMatchObject({ kind: "describe_group" });
    await told("selections", "reorder", "first", "fires");
    const groups = await told<Group>("selections", "groups");
    expect(groups.slice(0, 2).map(({ name, description }) => [name, description])).toEqual([
      ["first", "Read before the others"],
      ["fires", null],
    ]);
    const [before] = groups.filter(({ isDefault }) => isDefault);
    await told("selections", "make-default", "first");
    expect((await told<Group>("selections", "groups")).filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual([
      "first",
    ]);
    await told("selections", "make-default", before!.id);
    await told("selections", "delete", "first");
  });

  it("[SE-10, SE-14] searches the catalogue, and tells where a record is and what happened to it", async () => {
    const found = await told<{ id: string; title: string }>(
      "records",
      "search",
      "--text",
      "fire",
      "--descending",
      "--limit",
      "3",
    );
    expect(found.map(({ title }) => title)).toEqual(["School Fire Act", "Fire in School Act", "Fire Act 4"]);
    const both = found[0]!.id;
    expect(await one("records", "show", both)).toMatchObject({ id: both, title: "School Fire Act" });
    const facets = await told<{ facet: string; count: number }>("records", "search", "--text", "fire", "--facets");
    expect(facets).toContainEqual({ facet: "family", value: "(none)", count: 7 });
    const places = await told<{ recordId: string; group: string }>("selections", "where", both);
    expect(places.map(({ group }) => group).toSorted()).toEqual(["burning schools", "fires", "schools"]);
    await vi.waitFor(async () => {
      const happened = await told<{ change: string; group: string }>("records", "history", both);
      expect(happened.map(({ change, group }) => [change, group])).toContainEqual(["added", "burning schools"]);
    }, patience);
    const wrong = await run(["records", "search", "--sort", "colour"]);
    expect([wrong.exitCode, wrong.errors]).toEqual([65, expect.stringContaining("title, family, type, year, status")]);
  });

  it("[SE-13] exports a group, and imports it elsewhere after a dry run", async () => {
    await told("selections", "export", "schools", "--out", "schools.csv");
    const text = await readFile(join(directory.path, "schools.csv"), "utf8");
    expect(text.trim().split("\r\n")).toHaveLength(11);
    const lines = (await run(["selections", "export", "schools", "--format", "jsonl"])).output.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { title: string }).title)).toContain("School Act 3");
    await told("selections", "create", "copies");
    const dry = await one("selections", "import", "copies", "schools.csv", "--dry-run");
    expect(dry).toMatchObject({ dryRun: true, lines: 10, added: 10 });
    expect(await idsIn("copies")).toEqual([]);
    expect(await one("selections", "import", "copies", "schools.csv")).toMatchObject({ dryRun: false, added: 10 });
    expect(await idsIn("copies")).toEqual(await idsIn("schools"));
    await writeFile(join(directory.path, "wrong.csv"), "record_id\nnothing-of-this-kind\n");
    const wrong = await run(["selections", "import", "copies", "wrong.csv"]);
    expect([wrong.exitCode, wrong.output]).toEqual([65, expect.stringContaining("line 2: nothing-of-this-kind")]);
  });

  it("[SE-14] looks at a group as it was, sees what differs, and restores it", async () => {
    const { version } = await groupNamed("schools");
    const before = await idsIn("schools");
    await told("selections", "deselect", before[0]!, before[1]!, "--group", "schools");
    // History is read from the trail, where each change is once it is applied.
    await vi.waitFor(async () => {
      const [last] = await told<GroupHistoryEntry>("selections", "history", "schools", "--limit", "1");
      expect(last).toMatchObject({ version: version + 1, removed: 2 });
    }, patience);
    const then = await one<GroupState>("selections", "at", "schools", "--version", String(version));
    expect([...then.recordIds!].toSorted()).toEqual(before);
    const diff = await one<{ removed: readonly string[] }>("selections", "diff", "schools", "--from", String(version));
    expect([...diff.removed].toSorted()).toEqual([before[0], before[1]]);
    const restored = await one("selections", "restore", "schools", "--version", String(version));
    expect(restored).toMatchObject({ kind: "restore_group", added: 2, count: 10 });
    expect(await idsIn("schools")).toEqual(before);
  });

  it("[AU-07] reads its own trail; everybody's only as an administrator, and the change of role is in it", async () => {
    const own = await told<{ action: string }>("audit", "report", "--action", "combine_groups");
    expect(own.map(({ action }) => action)).toContain("combine_groups");
    expect((await run(["audit", "counts", "--everybody"])).exitCode).toBe(77);
    await told("users", "role", email, "admin");
    const [changed] = await told("audit", "report", "--everybody", "--action", "role_changed");
    expect(changed).toMatchObject({ action: "role_changed", actorId: null, metadata: { from: "user", to: "admin" } });
    const counts = await told<{ count: number }>("audit", "counts", "--everybody", "--by", "month");
    expect(counts[0]!.count).toBeGreaterThan(50);
    const exported = await run(["audit", "export", "--format", "csv"]);
    expect(exported.output.split("\r\n")[0]).toContain("actorId");
    expect(await told("journal", "quarantine", "list")).toEqual([]);
    expect(await one("audit", "retention", "--dry-run")).toMatchObject({ dryRun: true, removedRows: 0 });
  });

  it("[AU-04] proves one event against the signed root that it is under", async () => {
    await vi.waitFor(async () => {
      const [event] = await told<{ id: string }>("audit", "report", "--action", "combine_groups", "--limit", "1");
      const proof = await one("audit", "proof", event!.id);
      expect(proof).toMatchObject({ status: "included", eventId: event!.id });
    }, patience);
    const wrong = await run(["audit", "proof", "999999999"]);
    expect([wrong.exitCode, wrong.errors]).toEqual([65, expect.stringContaining("is not the id of an audit event")]);
  });

  it("[AU-05] sets a hold, which stops an erasure, and lifts it", async () => {
    const credentials = ["--email", "eve@example.org", "--password-stdin"];
    await runProgram(["register", ...credentials], {
      directory: directory.path,
      environment: { HOLDFAST_URL: server.started.url, XDG_CONFIG_HOME: join(directory.path, "eve") },
      input: password,
    });
    const { id } = await one<{ id: string }>("users", "list", "--email", "eve");
    const hold = await one<{ id: string }>("audit", "hold", "set", "--reason", "Case 12/26", "--user", id);
    const held = await run(["audit", "erase", id, "--reason", "On request", "--json"]);
    expect([held.exitCode, JSON.parse(held.output)]).toEqual([
      77,
      { status: "held", holds: [{ id: hold.id, reason: "Case 12/26" }] },
    ]);
    await told("audit", "hold", "lift", hold.id);
    expect(await told("audit", "hold", "list")).toEqual([]);
    expect(await one("audit", "erase", id, "--reason", "On request")).toMatchObject({ status: "erased", account: true });
    expect(await told("users", "list", "--email", "eve")).toEqual([]);
  });

  it("[AU-04] verifies the trail, and names the row that somebody edited behind its back", async () => {
    await vi.waitFor(
      async () => expect(await one("audit", "verify")).toMatchObject({ intact: true, first: null, unsealed: { rows: 0 } }),
      patience,
    );
    await told("audit", "roots", "--out", "roots.jsonl");
    // The trail can be verified when nobody is there but the database.
    await server.stop();
    expect(await one("audit", "verify", "--anchors", "roots.jsonl")).toMatchObject({ intact: true });
    const [row] = await database.query<{ id: string }>(
      "select id from holdfast.audit_event where action = 'clear_all' order by id limit 1",
    );
    await database.query(
      `begin; set local session_replication_role = replica;
       update holdfast.audit_event set action = 'select' where id = ${Number(row!.id)}; commit`,
    );
    const json = await run(["audit", "verify", "--json"]);
    expect([json.exitCode, JSON.parse(json.output)]).toEqual([
      1,
      expect.objectContaining({
        intact: false,
        first: expect.objectContaining({ kind: "row_edited", event: expect.objectContaining({ number: Number(row!.id) }) }),
      }),
    ]);
    const words = await run(["audit", "verify"]);
    expect([words.exitCode, words.output]).toEqual([1, expect.stringMatching(new RegExp(`row_edited.*event ${row!.id} of `))]);
  });
});
