// Time that obeys: pauses end at their moment, in order, and only when the test says so.
import { expect, test } from "vitest";
import { createTestClock } from "./test-clock.js";

test("pauses end in the order of their moments, at their moments", async () => {
  const clock = createTestClock();
  const ended: [string, number][] = [];
  const wait = async (name: string, milliseconds: number): Promise<void> => {
    await clock.pause(milliseconds);
    ended.push([name, clock.monotonic()]);
  };
  const all = [wait("late", 200), wait("early", 50), wait("never", 1_000)];
  await clock.advance(300);
  expect(ended).toEqual([
    ["early", 50],
    ["late", 200],
  ]);
  expect(clock.monotonic()).toBe(300);
  await clock.advance(700);
  await Promise.all(all);
});

test("a loop that pauses again and again runs as often as time allows", async () => {
  const clock = createTestClock();
  let rounds = 0;
  const stopped = new AbortController();
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await clock.pause(100, stopped.signal);
      rounds += 1;
    }
  })();
  await clock.advance(1_000);
  expect(rounds).toBe(10);
  stopped.abort();
  await loop;
  expect(clock.pauses).toBe(0);
});

test("the wall clock can jump without the durations noticing", () => {
  const clock = createTestClock({ start: Date.UTC(2026, 0, 1) });
  clock.jump(-3_600_000);
  expect(clock.timestamp()).toBe("2025-12-31T23:00:00.000000Z");
  expect(clock.monotonic()).toBe(0);
});

test("ids and chance repeat from run to run", () => {
  const clock = createTestClock({ random: [0.1, 0.9] });
  expect(clock.uuid()).toBe("00000000-0000-4000-8000-000000000001");
  expect([clock.random(), clock.random(), clock.random()]).toEqual([0.1, 0.9, 0.1]);
});
