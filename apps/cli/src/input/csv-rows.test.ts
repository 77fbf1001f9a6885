// Files as they are in the world: marks, delimiters, quotes, broken rows.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withTemporaryDirectory } from "holdfast/testing";
import { expect, it } from "vitest";
import { csvRows, inspectCsv, type UnreadableRow } from "./csv-rows.js";

async function read(content: string | Buffer, delimiter?: string) {
  return withTemporaryDirectory(async (directory) => {
    const path = join(directory, "file.csv");
    await writeFile(path, content);
    const file = await inspectCsv(path, delimiter);
    const unreadable: UnreadableRow[] = [];
    let bytes = 0;
    const rows = [];
    const options = {
      delimiter: file.delimiter,
      onUnreadable: (row: UnreadableRow) => void unreadable.push(row),
      onBytes: (now: number) => void (bytes = now),
    };
    for await (const row of csvRows(path, options)) rows.push(row);
    return { file, rows, unreadable, bytes };
  });
}

it.each([",", ";", "\t", "|"])("[SE-13] finds the delimiter %j out", async (delimiter) => {
  const { file, rows } = await read(`\ufeffa${delimiter} b \n1${delimiter}2\n`);
  expect(file).toMatchObject({ delimiter, header: ["a", "b"] });
  expect(rows).toEqual([{ line: 2, values: { a: "1", b: "2" } }]);
});

it("[SE-13] names the line on which each row begins, and rows that cannot be read", async () => {
  const { rows, unreadable, bytes, file } = await read('a,b\r\n1,"x\r\ny"\r\n\r\n2\r\n3,"z""z"\r\n');
  expect(rows).toEqual([
    { line: 2, values: { a: "1", b: "x\r\ny" } },
    { line: 6, values: { a: "3", b: 'z"z' } },
  ]);
  expect(unreadable).toMatchObject([
    { line: 5, problems: ["The row cannot be read: Invalid Record Length: columns length is 2, got 1."] },
  ]);
  expect(bytes).toBe(file.bytes);
});

it("[SE-13] refuses an empty file and a header with twins", async () => {
  await expect(read("")).rejects.toThrow("It is empty.");
  await expect(read("a,a\n1,2\n")).rejects.toThrow('the column "a" twice');
});
