// Records that are asked for at nearly the same moment are read in one call.
import type { CatalogueRecord, RecordId } from "@holdfast/contract";
import { expect, test } from "vitest";
import { createRecordLoader } from "./record-loader.js";

const record = (id: RecordId): CatalogueRecord => ({
  id,
  title: `Record ${id}`,
  reference: null,
  family: null,
  type: null,
  year: null,
  status: null,
  withdrawnAt: null,
});
const ids = (count: number): readonly RecordId[] => Array.from({ length: count }, (_, at) => `id-${at}` as RecordId);

test("[UI-03] [UI-04] a screen of records is one call, each to whoever asked, absent ones as undefined", async () => {
  const calls: (readonly RecordId[])[] = [];
  const load = createRecordLoader(async (asked) => {
    calls.push(asked);
    return asked.filter((id) => id !== "id-3").map(record);
  });
  const found = await Promise.all([...ids(5), "id-0" as RecordId].map(load));
  expect(found.map((one) => one?.title)).toEqual([
    "Record id-0",
    "Record id-1",
    "Record id-2",
    undefined,
    "Record id-4",
    "Record id-0",
  ]);
  expect(calls).toEqual([ids(5)]);
  expect((await load("id-9" as RecordId))?.id).toBe("id-9");
  expect(calls).toHaveLength(2);
});

test("[UI-03] no call is larger than the server takes, and a failure reaches everybody who waits", async () => {
  const sizes: number[] = [];
  const load = createRecordLoader(async (asked) => {
    sizes.push(asked.length);
    throw new Error("away");
  });
  const ended = await Promise.allSettled(ids(250).map(load));
  expect(ended.every(({ status }) => status === "rejected")).toBe(true);
  expect(sizes).toEqual([200, 50]);
});
