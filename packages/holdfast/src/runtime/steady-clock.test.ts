// F10: a wall clock that jumps by hours or by more than a year, in either direction, rightly or wrongly.
import { expect, it } from "vitest";
import { collectLog, createTestClock } from "../testing/index.js";
import { createSteadyClock } from "./steady-clock.js";

const [hour, day] = [3_600_000, 86_400_000];
const start = Date.UTC(2026, 0, 1);
const jumps = [2 * hour, -2 * hour, 400 * day, -400 * day];

function watched(says: () => Promise<number>) {
  const [clock, log] = [createTestClock({ start }), collectLog()];
  let asked = 0;
  const reference = (): Promise<number> => {
    asked += 1;
    return says();
  };
  return { clock, log, steady: createSteadyClock({ clock, reference, log }), asked: () => asked };
}

it("[OP-03] goes on with the clock, small corrections included, and asks nobody", async () => {
  const { clock, steady, asked } = watched(() => Promise.reject(new Error("Nobody should ask.")));
  for (let minute = 1; minute <= 10; minute += 1) {
    await clock.advance(60_000);
    clock.jump(30_000);
    expect([steady.now(), steady.timestamp()]).toEqual([clock.now(), clock.timestamp()]);
  }
  expect(asked()).toBe(0);
});

it.each(jumps)("[TK-06, AU-05] a wrong jump by %d ms changes nothing: time goes on as before, and it is said", async (jump) => {
  const { clock, log, steady } = watched(() => Promise.resolve(start + clock.monotonic()));
  await clock.advance(5000);
  clock.jump(jump);
  expect(steady.now()).toBe(start + 5000);
  expect(await log.waitFor("does not agree")).toMatchObject({ level: "error", facts: { minutes: Math.round(jump / 60_000) } });
  await clock.advance(7000);
  expect([steady.now(), steady.timestamp()]).toEqual([start + 12_000, "2026-01-01T00:00:12.000000Z"]);
  clock.jump(-jump);
  expect(steady.now()).toBe(clock.now());
});

it.each(jumps)("[TK-06] a jump by %d ms with which the database agrees is followed", async (jump) => {
  const { clock, log, steady } = watched(() => Promise.resolve(start + jump + clock.monotonic()));
  clock.jump(jump);
  expect(steady.now()).toBe(start);
  await log.waitFor("it is followed");
  expect(steady.now()).toBe(start + jump);
});

it("[TK-06] while the database cannot be asked time goes on as before, and it is asked again every ten seconds", async () => {
  const { clock, log, steady, asked } = watched(() => Promise.reject(new Error("away")));
  clock.jump(400 * day);
  expect(steady.now()).toBe(start);
  await log.waitFor("not known yet");
  for (let second = 1; second <= 25; second += 1) {
    await clock.advance(1000);
    expect(steady.now()).toBe(start + second * 1000);
  }
  expect(asked()).toBe(3);
});
