// The doctor tells a chain that grows from one that has stopped.
import { expect, it } from "vitest";
import { checkAuditSeals } from "./check-audit.js";

const at = "2026-01-31T10:00:00.000000Z";
const now = Date.parse(at);
const minute = 60_000;
const nothing = { rows: 0, oldestAt: null };
const chain = { seals: 7, sealedAt: at, sealedUpTo: at, hash: "ab", unsealed: nothing };

it("[AU-04] is content when everything is sealed, or was just written", () => {
  expect(checkAuditSeals(chain, now + 60 * minute).state).toBe("ok");
  expect(checkAuditSeals({ ...chain, unsealed: { rows: 3, oldestAt: at } }, now + 2000).state).toBe("ok");
});

it("[AU-04] warns of events that stay without a seal", () => {
  const unsealed = { rows: 3, oldestAt: at };
  expect(checkAuditSeals({ ...chain, unsealed }, now + 2 * minute)).toMatchObject({
    state: "warning",
    found: expect.stringContaining("3 events wait") as unknown,
  });
  const none = { seals: 0, sealedAt: null, sealedUpTo: null, hash: null, unsealed };
  expect(checkAuditSeals(none, now + 2 * minute).found).toContain("There is no seal yet");
});
