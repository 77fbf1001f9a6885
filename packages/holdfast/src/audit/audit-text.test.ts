// AU-06: what people wrote, under an id that proves it.
import type { UserId } from "@holdfast/contract";
import { expect, test } from "vitest";
import type { AuditOperation } from "./audit-record.js";
import { type AuditText, textOf, verifyText } from "./audit-text.js";
import { textsBeside } from "./texts-beside.js";

const userId = "7d2a1f4c-0000-4000-8000-000000000001" as UserId;
const at = "2026-01-31T10:20:30.123456Z";
const written = textOf({ userId, contents: { name: "Mine", from: "Old", keys: ["b", "a"] }, salt: Buffer.alloc(16, 7), at });

test("[AU-06] the id of a text is the hash of salt, person and contents, whatever the order of its keys", () => {
  expect(written.id).toMatch(/^[0-9a-f]{32}$/);
  expect(verifyText({ ...written, contents: { keys: ["b", "a"], from: "Old", name: "Mine" } })).toBe(true);
});

test.each<[string, Partial<AuditText>]>([
  ["person", { userId: null }],
  ["word", { contents: { name: "Mine!", from: "Old", keys: ["b", "a"] } }],
  ["key", { contents: { name: "Old", from: "Mine", keys: ["b", "a"] } }],
  ["order of a list", { contents: { name: "Mine", from: "Old", keys: ["a", "b"] } }],
  ["fewer words", { contents: { name: "Mine", from: "Old" } }],
  ["salt", { salt: Buffer.alloc(16, 8) }],
])("[AU-06] another %s does not fit the id", (_, change) => {
  expect(verifyText({ ...written, ...change })).toBe(false);
});

test("[AU-06] rows without text have nothing beside them, the same text twice has two ids, and the row keeps its facts", () => {
  const operation = (more: Partial<AuditOperation>): AuditOperation => ({
    at,
    actorId: userId,
    userId,
    action: "create_group",
    ...more,
  });
  const { texts, metadata } = textsBeside([
    operation({}),
    operation({ metadata: { n: 1 } }),
    operation({ metadata: { n: 2 }, text: { name: "Mine" } }),
    operation({ userId: null, text: { name: "Mine" } }),
  ]);
  expect(texts.map(({ userId: whose, contents }) => [whose, contents])).toEqual([
    [userId, { name: "Mine" }],
    [userId, { name: "Mine" }],
  ]);
  const [first, second] = texts;
  expect(first?.id).not.toBe(second?.id);
  expect(metadata.map((text) => (text === null ? null : (JSON.parse(text) as unknown)))).toEqual([
    null,
    { n: 1 },
    { n: 2, textId: first?.id },
    { textId: second?.id },
  ]);
});
