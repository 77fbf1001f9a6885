// The activity page's address, its steps of time and its words.
import type { AuditEntry } from "@holdfast/contract";
import { auditActions } from "@holdfast/contract";
import { expect, test } from "vitest";
import { activityActions, kindOf } from "./activity-kinds.js";
import { activityFilter, activitySearchOf, filterCount, unitOf } from "./activity-search.js";
import { actionName, activityWords } from "./activity-words.js";
import { bucketsOf, nextBucket } from "./time-buckets.js";

const now = Date.parse("2026-03-01T12:00:30Z");
const group = "20000000-0000-4000-8000-000000000001";

test("[UI-04] an address is read as far as it can be understood, and asked for as the API wants it", () => {
  const search = activitySearchOf({
    what: "sessions",
    group,
    period: "day",
    address: " 192.0.2.7 ",
    session: "no id",
    page: "3",
  });
  expect(search).toEqual({ what: "sessions", group, period: "day", address: "192.0.2.7" });
  expect(activityFilter(search, now)).toMatchObject({
    action: expect.arrayContaining(["sign_in", "sign_out"]),
    groupId: group,
    from: "2026-02-28T12:00:00.000Z",
  });
  expect(activitySearchOf({ what: "nonsense", since: "yesterday", who: "anybody" })).toEqual({});
  expect(filterCount(search)).toBe(4);
});

test("[UI-04] a span of time that is given takes the place of a period, and the steps fit the span", () => {
  const between = activitySearchOf({ since: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00Z", period: "year" });
  expect(activityFilter(between, now)).toMatchObject({ from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" });
  expect(filterCount(between)).toBe(1);
  const units = ["hour", "day", "week", "month", "year", "all"] as const;
  expect(units.map((period) => unitOf({ period }, now))).toEqual(["hour", "hour", "day", "day", "week", "week"]);
  expect(unitOf({ since: "2020-01-01T00:00:00Z" }, now)).toBe("month");
});

test("[UI-04] steps of time have no gaps, over the ends of months, from the Monday of a week", () => {
  expect(bucketsOf("day", "2026-02-27T10:00:00Z", "2026-03-01T10:00:00Z").map((at) => at.slice(0, 10))).toEqual([
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
  ]);
  expect(bucketsOf("week", "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z").map((at) => at.slice(0, 10))).toEqual([
    "2026-02-23",
    "2026-03-02",
  ]);
  expect(nextBucket("month", "2026-12-01T00:00:00.000Z")).toBe("2027-01-01T00:00:00.000Z");
  expect(bucketsOf("hour", "2026-01-01T00:59:59Z", "2026-01-01T01:00:00Z")).toEqual(["2026-01-01T00:00:00.000Z"]);
});

test("[UI-04] [AU-02] every action of the trail has a kind, a name and a sentence", () => {
  expect([...activityActions].toSorted()).toEqual([...auditActions].toSorted());
  const entry = { added: 0, removed: 0, annotated: 0, rows: 1, metadata: {} } as unknown as AuditEntry;
  for (const action of auditActions) {
    expect(kindOf(action)).toBeTypeOf("string");
    expect([actionName(action), activityWords({ ...entry, action })].filter((words) => /undefined|_|^$/.test(words))).toEqual([]);
  }
  expect(activityWords({ ...entry, action: "token_refreshed", metadata: { provider: "github", account: "work" } })).toBe(
    "The token of github (work) was refreshed",
  );
});
