// The gate before expensive work: bounded, first come first served, never leaking a place.
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { Gate } from "./gate.js";

test("[SC-06] no more jobs run at a time than allowed, in the order they came", async () => {
  const gate = new Gate({ concurrent: 2, waiting: 10, typical: 1 });
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const job = (name: number) => async () => {
    begun.push(name);
    most = Math.max(most, (running += 1));
    await setImmediate();
    running -= 1;
  };
  await Promise.all([0, 1, 2, 3, 4].map((name) => gate.run(job(name))));
  expect([begun, most]).toEqual([[0, 1, 2, 3, 4], 2]);
});

test("[SC-06] who comes while the line moves waits behind it", async () => {
  const gate = new Gate({ concurrent: 1, waiting: 10, typical: 1 });
  let running = 0;
  let most = 0;
  const job = async () => {
    most = Math.max(most, (running += 1));
    await setImmediate();
    running -= 1;
  };
  const late: Promise<void>[] = [];
  const callLate = async () => {
    await job();
    late.push(gate.run(job));
  };
  await Promise.all([gate.run(callLate), gate.run(callLate), gate.run(callLate)]);
  await Promise.all(late);
  expect([late.length, most]).toEqual([3, 1]);
});

test("[SC-06] a job that fails gives its place back", async () => {
  const gate = new Gate({ concurrent: 1, waiting: 0, typical: 1 });
  for (let round = 0; round < 3; round++) await expect(gate.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await gate.run(async () => "yes")).toBe("yes");
});

test("[SC-06] a full line refuses without starting the job and says when to come back", async () => {
  const gate = new Gate({ concurrent: 1, waiting: 0, typical: 5000 });
  let finish = (): void => undefined;
  const first = gate.run(() => new Promise<void>((resolve) => (finish = resolve)));
  let started = false;
  const refused = gate.run(async () => (started = true));
  await expect(refused).rejects.toMatchObject({ code: "overloaded", details: { retryAfterSeconds: 1 } });
  finish();
  await first;
  expect(started).toBe(false);
});
