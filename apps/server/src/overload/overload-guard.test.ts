// When new work is turned away, and what still passes.
import { describe, expect, it } from "vitest";
import { createServerLog } from "../log.js";
import { EventLoopProbe } from "./event-loop-probe.js";
import { isExempt } from "./is-exempt.js";
import { OverloadGuard } from "./overload-guard.js";

const log = createServerLog({ level: "silent" });
const limits = { requestsUnderWay: 2, loopDelayMs: 100 };
const still = { delay: () => 0, stop: () => undefined };

describe("OverloadGuard", () => {
  it("[LI-02] takes so many requests at a time, and again when one has left", () => {
    const guard = new OverloadGuard(limits, log, still);
    guard.enter();
    expect(guard.overload()).toBeUndefined();
    guard.enter();
    expect(guard.overload()).toBe("under_way");
    guard.leave();
    expect(guard.overload()).toBeUndefined();
  });

  it("[LI-02] takes nothing while the event loop is late", () => {
    let late = 101;
    const guard = new OverloadGuard(limits, log, { ...still, delay: () => late });
    expect(guard.overload()).toBe("loop_delay");
    late = 100;
    expect(guard.overload()).toBeUndefined();
  });

  it("[LI-02] names a time to retry, not the same for all", () => {
    const guard = new OverloadGuard(limits, log, still);
    const times = [1, 2, 3, 4].map(() => guard.refuse("under_way").details.retryAfterSeconds);
    expect(times).toEqual([1, 2, 3, 1]);
    expect(guard.status().shed).toEqual({ under_way: 4, loop_delay: 0 });
  });

  it("[LI-02] is said once when it begins and once when it ends", () => {
    const lines: string[] = [];
    const told = new OverloadGuard(limits, createServerLog({ destination: { write: (line) => void lines.push(line) } }), still);
    told.enter();
    told.enter();
    for (let asked = 0; asked < 5; asked += 1) told.overload();
    told.leave();
    told.overload();
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      "overloaded: new requests are turned away",
      "no longer overloaded",
    ]);
  });
});

describe("EventLoopProbe", () => {
  const busy = (milliseconds: number): void => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  };
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

  it("[LI-02] sees a loop that is late again and again, and not a single pause", async () => {
    const probe = new EventLoopProbe();
    await turn();
    busy(150);
    await turn();
    expect(probe.delay(performance.now())).toBe(0);
    for (let round = 0; round < 3; round += 1) {
      busy(150);
      await turn();
      probe.delay(performance.now());
    }
    expect(probe.delay(performance.now())).toBeGreaterThan(20);
    probe.stop();
  });
});

describe("isExempt", () => {
  it("[LI-02] lets health and the event stream through, nothing else", () => {
    for (const path of ["/healthz", "/readyz", "/metrics", "/api/v1/events?after=3"])
      expect(isExempt(`http://a${path}`)).toBe(true);
    for (const path of ["/", "/api/v1/groups", "/api/v1/events/more", "/healthz/x"])
      expect(isExempt(`http://a${path}`)).toBe(false);
  });
});
