// Groups as files: written in a stable order, read line by line, never twice.
import { randomUUID } from "node:crypto";
import type {
  Actor,
  ChangeInput,
  FileFormat,
  GroupId,
  ImportCounts,
  OperationAnswer,
  OperationId,
  RecordId,
  UserId,
} from "@holdfast/contract";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Holdfast } from "../../holdfast.js";
import { addRecords, addUsers, createTestHoldfast, type TestHoldfast } from "../../testing/index.js";
import { testDatabase } from "../../testing/vitest.js";

const database = testDatabase();
let records: readonly RecordId[] = [];
let bench: TestHoldfast;
let holdfast: Holdfast;

beforeAll(async () => {
  records = await addRecords(database, 2600);
  await database.query("update holdfast.record set reference = 'ref ' || title where id = any ($1)", [records.slice(0, 20)]);
  await database.query("update holdfast.record set reference = 'twice' where id = any ($1)", [records.slice(20, 22)]);
  bench = await createTestHoldfast(database);
  holdfast = await bench.open({ limits: { recordsPerGroup: 2500 } });
});
afterAll(() => bench.cleanUp());

const record = (index: number): RecordId => records[index] as RecordId;

async function newPerson() {
  const [userId] = (await addUsers(database, 1)) as unknown as [UserId];
  const actor: Actor = { userId };
  const perform = (change: ChangeInput): Promise<OperationAnswer> =>
    holdfast.selections.perform(actor, { operationId: randomUUID() as OperationId, change });
  const exported = async (format: FileFormat): Promise<string> => {
    let text = "";
    for await (const chunk of (await holdfast.selections.export(userId, "default", format)) ?? []) text += chunk;
    return text;
  };
  const bring = (
    text: string,
    options: {
      format?: FileFormat;
      importId?: string;
      dryRun?: boolean;
      group?: GroupId;
      onProgress?: (counts: ImportCounts) => void;
    } = {},
  ) => {
    const { group = "default", format = "csv", importId = randomUUID(), ...rest } = options;
    return holdfast.selections.import(actor, group, inChunks(text), { format, importId, ...rest });
  };
  return { userId, perform, exported, bring, count: async () => (await holdfast.selections.group(userId, "default"))?.count };
}

/** Cut where nobody would cut, in the middle of letters too. */
async function* inChunks(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += 777) yield bytes.subarray(start, start + 777);
}

it("[SE-13] CSV is RFC 4180 with a header, ordered by title, and no cell is a formula", async () => {
  const { perform, exported } = await newPerson();
  await perform({ kind: "bulk_select", recordIds: [record(2), record(0), record(1)] });
  await perform({
    kind: "annotate",
    recordIds: [record(1)],
    note: '=HYPERLINK("http://x"),\r\n"y"',
    state: "-1",
    metadata: { a: "=1" },
  });
  const text = await exported("csv");
  const rows = parse(text, { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
  expect(rows.map((row) => row["record_id"])).toEqual(records.slice(0, 3));
  expect(rows[1]).toMatchObject({
    title: "Record 000002",
    note: `'=HYPERLINK("http://x"),\r\n"y"`,
    state: "'-1",
    metadata: '{"a": "=1"}'.replace(" ", ""),
  });
  expect(rows[0]).toMatchObject({ note: "", metadata: "", withdrawn_at: "" });
  expect(text.endsWith("\r\n")).toBe(true);
});

it("[SE-13] JSON lines carry the same, and both come page by page without a gap or a twin", async () => {
  const { perform, exported } = await newPerson();
  await perform({ kind: "bulk_select", recordIds: records.slice(0, 2400) });
  await perform({ kind: "annotate", recordIds: [record(7)], note: "n", metadata: { a: [1] } });
  const lines = (await exported("lines"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { recordId: string; note: string | null });
  expect(lines.map(({ recordId }) => recordId)).toEqual(records.slice(0, 2400));
  expect(lines[7]).toMatchObject({ note: "n", metadata: { a: [1] } });
  expect(parse(await exported("csv"))).toHaveLength(2401);
});

it("[SE-13] an import reports each line: added, already there, unknown, twice, ambiguous, malformed", async () => {
  const { perform, bring, count } = await newPerson();
  await perform({ kind: "select", recordId: record(0) });
  const stranger = randomUUID();
  const text = [
    "\uFEFFid,reference,note",
    record(0),
    record(1),
    `${stranger},,x`,
    `"${record(1)}"`,
    ",ref Record 000003",
    ",twice",
    ",nowhere",
    "rubbish",
    "",
    ",,",
  ].join("\r\n");
  const expected = {
    lines: 9,
    added: 2,
    alreadyThere: 1,
    unknown: 2,
    duplicates: 1,
    ambiguous: 1,
    malformed: 2,
    overLimit: 0,
    problems: [
      { line: 2, value: record(0), status: "already_there" },
      { line: 4, value: stranger, status: "unknown" },
      { line: 5, value: record(1), status: "duplicate" },
      { line: 7, value: "twice", status: "ambiguous" },
      { line: 8, value: "nowhere", status: "unknown" },
      { line: 9, value: "rubbish", status: "malformed" },
      { line: 11, value: "", status: "malformed" },
    ],
  };
  expect(await bring(text, { dryRun: true })).toMatchObject({ dryRun: true, ...expected });
  expect(await count()).toBe(1);
  expect(await bring(text)).toMatchObject({ dryRun: false, ...expected });
  expect(await count()).toBe(3);
});

it("[SE-13] what was exported can be imported, by CSV and by JSON lines", async () => {
  const [from, to] = [await newPerson(), await newPerson()];
  await from.perform({ kind: "bulk_select", recordIds: records.slice(0, 1500) });
  const progress: number[] = [];
  expect(await to.bring(await from.exported("csv"), { onProgress: ({ lines }) => progress.push(lines) })).toMatchObject({
    added: 1500,
    problems: [],
  });
  expect(progress).toEqual([1000, 1500]);
  await to.perform({ kind: "clear_all" });
  expect(await to.bring(await from.exported("lines"), { format: "lines" })).toMatchObject({ lines: 1500, added: 1500 });
  expect(await to.exported("csv")).toMatch(new RegExp(`^record_id,[^]*${record(1499)}`));
});

it("[SE-13, SE-01] the same import again changes nothing and answers the same", async () => {
  const { bring, perform, userId, count } = await newPerson();
  const importId = randomUUID();
  const text = `${records.slice(0, 1200).join("\n")}\n`;
  const first = await bring(text, { importId });
  expect(await bring(text, { importId })).toEqual(first);
  await perform({ kind: "deselect", recordId: record(0) });
  await bring(text, { importId });
  expect(await count()).toBe(1199);
  await holdfast.selections.flush(userId);
  const trail = await database.query(
    "select count(*)::int as rows from holdfast.audit_event where user_id = $1 and action = 'bulk_select'",
    [userId],
  );
  expect(trail).toEqual([{ rows: 1200 }]);
  expect((await holdfast.selections.undoState(userId)).undo).toHaveLength(3);
});

it("[SE-13, SE-11] above the limit the rest is named; bare JSON strings are ids or references", async () => {
  const { bring } = await newPerson();
  await bring(records.slice(0, 2490).join("\n"));
  const lines = records
    .slice(2490, 2505)
    .map((id) => JSON.stringify(id))
    .join("\n");
  const expected = {
    added: 10,
    overLimit: 5,
    problems: records.slice(2500, 2505).map((value, index) => ({ line: 11 + index, value, status: "over_limit" })),
  };
  expect(await bring(lines, { format: "lines", dryRun: true })).toMatchObject(expected);
  expect(await bring(lines, { format: "lines" })).toMatchObject(expected);
  expect(
    await bring('"ref Record 000001"\n{"reference":"ref Record 000002"}\n{"recordId":7}\n[', { format: "lines" }),
  ).toMatchObject({ alreadyThere: 2, malformed: 2 });
});

it("[SE-13] a file that is no list is refused, and so is a group that is not there", async () => {
  const { bring, userId } = await newPerson();
  await expect(bring("title\nA\n")).rejects.toMatchObject({ code: "invalid_request" });
  await expect(bring(record(0), { group: randomUUID() as GroupId })).rejects.toMatchObject({ code: "not_found" });
  expect(await holdfast.selections.export(userId, randomUUID() as GroupId, "csv")).toBeUndefined();
});
