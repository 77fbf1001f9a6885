// A repeat must be found wherever its answer is; something new must not cost a question.
import { randomUUID } from "node:crypto";
import type { OperationId, Position } from "@holdfast/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import { AnsweredOperations, markOf, marksOf, sortMarks } from "./answered-operations.js";

const newId = (): OperationId => randomUUID() as OperationId;
const answered = (operation: OperationId, position: number) => ({
  position: position as Position,
  body: { operation, kind: "select", fingerprint: "", at: "", answer: {} },
});

it("[SE-01] the mark of an id is the same from its text and from its bytes", () => {
  fc.assert(
    fc.property(fc.array(fc.uuid()), (ids) => {
      const bytes = Buffer.concat(ids.map((id) => Buffer.from(id.replaceAll("-", ""), "hex")));
      expect(marksOf(bytes)).toEqual(ids.map((id) => markOf(id as OperationId)));
    }),
  );
});

it("[SE-01] answers that were let go are still known to exist, and un-applied ones are never let go", () => {
  const operations = new AnsweredOperations(new Uint32Array(0), true);
  const ids = Array.from({ length: 2000 }, newId);
  for (const [index, id] of ids.entries()) {
    operations.note(answered(id, index + 1));
    operations.forget(1000 as Position);
  }
  expect(ids.filter((id) => operations.find(id) === undefined && !operations.mayBeOlder(id))).toEqual([]);
  expect(ids.slice(1000).filter((id) => operations.find(id) === undefined)).toEqual([]);
  expect(operations.find(ids[0] as OperationId)).toBeUndefined();
});

it("[SE-01] nobody has to ask the database about an id that is new, unless it has more than memory has marks of", () => {
  const known = Array.from({ length: 2000 }, newId);
  const fresh = Array.from({ length: 2000 }, newId);
  const operations = new AnsweredOperations(sortMarks(known.map(markOf)), true);
  expect(known.every((id) => operations.mayBeOlder(id))).toBe(true);
  expect(fresh.filter((id) => operations.mayBeOlder(id)).length).toBeLessThan(3);
  expect(new AnsweredOperations(sortMarks(known.map(markOf)), false).mayBeOlder(newId())).toBe(true);
});
