// A view that was folded and unfolded shows what it showed before, and follows operations as before.
import { randomUUID } from "node:crypto";
import type { GroupId, OperationId, Position, RecordId, UserId, Version } from "@holdfast/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { GroupEffect, SelectionEntry } from "../entry.js";
import { foldView, unfoldView } from "./fold-view.js";
import { PackedNumbers, packNumbers } from "./packed-numbers.js";
import { RecordBook } from "./record-book.js";
import { sortNumbers } from "./record-set.js";
import { UserView } from "./user-view.js";

const userId = randomUUID() as UserId;
const records = Array.from({ length: 300 }, () => randomUUID() as RecordId);
const groups = Array.from({ length: 3 }, () => randomUUID() as GroupId);
const at = "2026-01-31T10:20:30.123456Z";
const some = fc.uniqueArray(fc.constantFrom(...records), { maxLength: 40 });

const step = fc.record({
  operation: fc.uuid() as unknown as fc.Arbitrary<OperationId>,
  group: fc.nat(2),
  records: some,
  isAdded: fc.boolean(),
  name: fc.string({ unit: "grapheme", minLength: 1 }),
  isRenamed: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function entryOf({ operation, group: place, records: ids, isAdded, name, isRenamed }: Step, version: number): SelectionEntry {
  const id = groups[place] as GroupId;
  const effect: GroupEffect = { group: id, version: version as Version, [isAdded ? "added" : "removed"]: ids };
  const image = { id, name, description: isAdded ? null : name, isDefault: place === 0, place, createdAt: at };
  return {
    ...{ v: 1, at, user: userId, actor: { userId }, operation, kind: "select", fingerprint: "", effects: [effect] },
    ...(isRenamed || version <= 3 ? { groups: [image] } : {}),
    answer: { groupId: id, added: ids.length },
  };
}

function shown(view: UserView, book: RecordBook): unknown {
  return {
    position: view.lastPosition,
    groups: view.list().map((group) => [group, view.state(book).records(group.id)?.recordIds]),
    undo: view.gestures.of("undo"),
    redo: view.gestures.of("redo"),
  };
}

it("[SE-04, SE-06] a folded view shows the same groups, versions, records and gestures, and knows what was answered", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.array(step, { maxLength: 4 }), (before, after) => {
      const book = new RecordBook();
      const view = new UserView(userId, 0 as Position);
      const follow = (target: UserView, steps: readonly Step[], from: number): void =>
        steps.forEach((one, index) => {
          const position = from + index + 1;
          target.apply({ position: position as Position, body: entryOf(one, position) }, book);
        });
      follow(view, before, 0);
      const unfolded = unfoldView(userId, foldView(view));
      expect(shown(unfolded, book)).toEqual(shown(view, book));
      expect(before.filter(({ operation }) => !unfolded.operations.mayBeOlder(operation))).toEqual([]);
      follow(view, after, before.length);
      follow(unfolded, after, before.length);
      expect(shown(unfolded, book)).toEqual(shown(view, book));
    }),
  );
});

it("keeps one byte a character, whatever a group is called", () => {
  const view = new UserView(userId, 1 as Position);
  const image = { id: groups[0] as GroupId, name: "日本 🎌", description: null, isDefault: true, place: 0, createdAt: at };
  view.apply({ position: 2 as Position, body: { ...entryOf(firstStep, 1), groups: [image] } }, new RecordBook());
  const text = foldView(view);
  expect(Math.max(...Array.from(text, (character) => character.charCodeAt(0)))).toBeLessThan(256);
  expect(unfoldView(userId, text).list()[0]?.name).toBe("日本 🎌");
});

const firstStep: Step = {
  operation: randomUUID() as OperationId,
  group: 0,
  records: [],
  isAdded: true,
  name: "a",
  isRenamed: true,
};

it("packs any sorted numbers, one list behind the other", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 })).map(sortNumbers);
  fc.assert(
    fc.property(fc.array(numbers), (lists) => {
      const packed = new PackedNumbers(Buffer.concat(lists.map(packNumbers)), 0);
      expect(lists.map(() => packed.next())).toEqual(lists);
    }),
  );
});
