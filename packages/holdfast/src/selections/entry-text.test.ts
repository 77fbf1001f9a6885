// What is written by hand must be what JSON.stringify writes, letter by letter.
import type { Actor, GroupId, OperationId, RecordId, UserId, Version } from "@holdfast/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { GroupEffect, GroupImage, RecordedAnswer, SelectionEntry } from "./entry.js";
import { entryText } from "./entry-text.js";

const id = <Id extends string>(): fc.Arbitrary<Id> => fc.uuid() as unknown as fc.Arbitrary<Id>;
const version = fc.nat() as unknown as fc.Arbitrary<Version>;
const ids = fc.array(id<RecordId>(), { maxLength: 2 });
const optional: { requiredKeys: [] } = { requiredKeys: [] };

const actor: fc.Arbitrary<Actor> = fc
  .record({ userId: id<UserId>(), more: fc.record({ sessionId: fc.uuid(), userAgent: fc.string({ unit: "binary" }) }, optional) })
  .map(({ userId, more }) => ({ userId, ...more }) as Actor);
const image = fc.record({ id: id<GroupId>(), name: fc.string() }) as unknown as fc.Arbitrary<GroupImage>;
const effect = fc.record(
  {
    group: id<GroupId>(),
    version,
    added: ids,
    removed: ids,
    annotated: ids,
    annotation: fc.record({ note: fc.string() }),
    reverted: ids,
    source: fc.record({ group: id<GroupId>(), before: version }),
  },
  { requiredKeys: ["group", "version"] },
) as fc.Arbitrary<GroupEffect>;
const answer = fc.record(
  {
    groupId: fc.option(id<GroupId>()),
    version,
    count: fc.nat(),
    requested: fc.nat(),
    added: fc.nat(),
    unknownRecords: ids,
    matched: fc.option(fc.nat()),
  },
  optional,
) as fc.Arbitrary<RecordedAnswer>;
const single = fc
  .record({ group: id<GroupId>(), version, record: id<RecordId>(), isAdded: fc.boolean() })
  .map(({ record, isAdded, ...rest }): GroupEffect => ({ ...rest, [isAdded ? "added" : "removed"]: [record] }));

const entry = fc
  .record({
    always: fc.record({
      v: fc.constant(1 as const),
      at: fc.constant("2026-01-31T10:20:30.123456Z"),
      user: id<UserId>(),
      actor,
      operation: id<OperationId>(),
      kind: fc.constantFrom("select", "deselect", "move"),
      fingerprint: fc.stringMatching(/^[\w-]{22}$/),
      effects: fc.oneof(
        single.map((one) => [one]),
        fc.array(effect, { maxLength: 2 }),
      ),
    }),
    lane: fc.record({ lane: fc.nat({ max: 9 }) }, optional),
    more: fc.record(
      { groups: fc.array(image), deleted: fc.array(id<GroupId>()), facts: fc.dictionary(fc.string(), fc.string()) },
      optional,
    ),
    isPlain: fc.boolean(),
    answer,
  })
  .map(({ always: { v, ...always }, lane, more, isPlain, answer: said }): SelectionEntry => ({
    v,
    ...lane,
    ...always,
    answer: said,
    ...(isPlain ? {} : more),
  }));

it("[JO-02] an entry that is written by hand is the text that JSON.stringify makes of it", () => {
  fc.assert(
    fc.property(entry, (body) => {
      expect(entryText(body)).toBe(JSON.stringify(body));
    }),
    { numRuns: 2000 },
  );
});
