// The check by hand must say what the schema says, or nothing.
import { randomUUID } from "node:crypto";
import { operationRequestSchema, parseSingleOperation } from "@holdfast/contract";
import fc from "fast-check";
import { expect, it } from "vitest";

const id = fc.oneof(
  { weight: 6, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.uuid().map((text) => text.toUpperCase()) },
  { weight: 1, arbitrary: fc.constantFrom("", "default", `${randomUUID()}\n`, ` ${randomUUID()}`, null, 7, undefined) },
);
const change = fc.record(
  {
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("select", "deselect") },
      fc.constantFrom("bulk_select", "undo", "", null),
    ),
    group: fc.oneof(id, fc.constant("default")),
    recordId: id,
    recordIds: fc.array(id, { maxLength: 2 }),
    more: fc.anything(),
  },
  { requiredKeys: [] },
);
const request = fc.record(
  {
    operationId: id,
    ack: fc.oneof(fc.constantFrom("journal", "database", "memory", "never", null, undefined)),
    change: fc.oneof({ weight: 8, arbitrary: change }, fc.anything()),
    more: fc.anything(),
  },
  { requiredKeys: [] },
);

it("[SC-03] a single select or deselect that is checked by hand is what the schema makes of it", () => {
  let checked = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 20, arbitrary: request }, fc.anything()), (input) => {
      const single = parseSingleOperation(input);
      if (single === undefined) return;
      checked += 1;
      expect(JSON.stringify(single)).toBe(JSON.stringify(parsedInOrder(input)));
    }),
    { numRuns: 3000 },
  );
  expect(checked).toBeGreaterThan(100);
});

it("[SC-03] the request of an ordinary click is checked by hand", () => {
  const click = { operationId: randomUUID(), change: { kind: "select", recordId: randomUUID() } };
  expect(parseSingleOperation(click)).toEqual(operationRequestSchema.parse(click));
});

/** With `ack` last, which means nothing; the order within the change counts, as the fingerprint is made of it. */
function parsedInOrder(input: unknown): unknown {
  const { operationId, ack, change: inner } = operationRequestSchema.parse(input);
  return { operationId, change: inner, ack };
}
