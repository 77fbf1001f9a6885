// Limits counted in the memory of one process.
import { expect, it } from "vitest";
import { createRateLimits } from "./rate-limits.js";

const rules = { read: { points: 3, windowMs: 60_000 }, bulk: { points: 100, windowMs: 60_000 } };

it("[LI-01] lets so many through in a window, then says how long to wait", async () => {
  const limits = createRateLimits({ rules });
  const taken = [];
  for (let request = 0; request < 4; request += 1) taken.push(await limits.take("read", "user:a"));
  expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
  expect(taken.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
  expect(taken[3]?.resetMs).toBeGreaterThan(50_000);
  expect(limits.refused()).toMatchObject({ read: 1, change: 0 });
});

it("[LI-01] counts each user and each class for itself", async () => {
  const limits = createRateLimits({ rules });
  for (let request = 0; request < 4; request += 1) await limits.take("read", "user:a");
  expect(await limits.take("read", "user:b")).toMatchObject({ allowed: true, remaining: 2 });
  expect(await limits.take("change", "user:a")).toMatchObject({ allowed: true, limit: "change" });
});

it("[LI-01] costs bulk operations by their records, and lets one that is larger than a window through a fresh one", async () => {
  const limits = createRateLimits({ rules });
  expect(await limits.take("bulk", "user:a", 60)).toMatchObject({ allowed: true, remaining: 40 });
  expect(await limits.take("bulk", "user:a", 60)).toMatchObject({ allowed: false });
  expect(await limits.take("bulk", "user:b", 5000)).toMatchObject({ allowed: true, remaining: 0 });
});

it("[LI-01] begins a window anew when told", async () => {
  const limits = createRateLimits({ rules });
  for (let request = 0; request < 4; request += 1) await limits.take("read", "user:a");
  await limits.forget("read", "user:a");
  expect(await limits.take("read", "user:a")).toMatchObject({ allowed: true, remaining: 2 });
});
