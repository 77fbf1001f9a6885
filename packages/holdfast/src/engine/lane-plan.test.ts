// How users are divided among lanes.
import type { UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { LanePlan } from "./lane-plan.js";

const users = Array.from(
  { length: 400 },
  (_, index) => `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}` as UserId,
);

it("[SY-01] one lane is for everything", () => {
  const plan = new LanePlan(1);
  expect(new Set(users.map((userId) => plan.homeOf(userId)))).toEqual(new Set([0]));
  expect([plan.lanes, plan.isShared(0)]).toEqual([[0], false]);
});

it("[SY-01] users are divided evenly among all lanes but the first, which is for large operations", () => {
  const plan = new LanePlan(5);
  const counts = plan.lanes.map((lane) => users.filter((userId) => plan.homeOf(userId) === lane).length);
  expect(counts).toEqual([0, 100, 100, 100, 100]);
  expect([plan.isShared(0), plan.isShared(3)]).toEqual([false, true]);
});
