// AU-01, AU-06: where a change came from, under an id that proves it.
import type { TokenId, UserId } from "@holdfast/contract";
import { expect, test } from "vitest";
import { createTestClock } from "../testing/index.js";
import { type AuditContext, canonicalAddress, contextOf, verifyContext } from "./audit-context.js";
import { ContextBook } from "./context-book.js";

const origin = {
  userId: "7d2a1f4c-0000-4000-8000-000000000001" as UserId,
  sessionId: "7d2a1f4c-0000-4000-8000-000000000002" as TokenId,
  address: "2001:DB8:0:0::1",
  userAgent: "Browser/1.0 (a, b)",
};
const context = contextOf(origin, Buffer.alloc(16, 7), "2026-01-31T10:20:30.123456Z");

test("[AU-01] the id of a context is the hash of salt and contents", () => {
  expect(context.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(verifyContext(context)).toBe(true);
  expect(contextOf(origin, Buffer.alloc(16, 7), context.at).id).toBe(context.id);
});

test.each<[string, Partial<AuditContext>]>([
  ["user", { userId: null }],
  ["session", { sessionId: origin.userId as unknown as TokenId }],
  ["address", { address: "2001:db8::2" }],
  ["no address", { address: null }],
  ["agent", { userAgent: "Browser/1.1" }],
  ["emptied agent", { userAgent: "" }],
  ["salt", { salt: Buffer.alloc(16, 8) }],
  ["time", { at: "2026-01-31T10:20:30.123457Z" }],
])("[AU-06] another %s does not fit the id", (_, change) => {
  expect(verifyContext({ ...context, ...change })).toBe(false);
});

test("[AU-01] an address has one form, and junk is none", () => {
  expect(["2001:DB8:0:0::1", "::ffff:1.2.3.4", "10.0.0.1", "fe80::1%eth0", "10.0.0.1/32"].map(canonicalAddress)).toEqual([
    "2001:db8::1",
    "::ffff:1.2.3.4",
    "10.0.0.1",
    "fe80::1",
    "10.0.0.1",
  ]);
  expect(["", "localhost", "10.0.0.256", null].map(canonicalAddress)).toEqual([null, null, null, null]);
});

test("[AU-01] the same caller gets the same context, another caller another", () => {
  const book = new ContextBook(createTestClock());
  const first = book.of(origin);
  expect(book.of({ ...origin })).toBe(first);
  expect(book.of({ ...origin, address: "10.0.0.1" })?.id).not.toBe(first?.id);
  expect(new ContextBook(createTestClock()).of(origin)?.id).not.toBe(first?.id);
  expect(book.of({ userId: origin.userId })).toBeUndefined();
});
