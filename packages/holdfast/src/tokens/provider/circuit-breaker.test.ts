// TK-22: when a provider is left alone, and how it is found to be back.
import { expect, test } from "vitest";
import { createTestClock } from "../../testing/index.js";
import { CircuitBreaker } from "./circuit-breaker.js";

function setUp() {
  const clock = createTestClock({ random: [0.999_999] });
  const breaker = new CircuitBreaker(clock, { failures: 2, first: 1000, most: 8000 });
  const fail = (): boolean => {
    breaker.enter();
    return breaker.failed();
  };
  return { clock, breaker, fail };
}

test("[TK-22] failures in a row open it, a success in between does not let it come to that", () => {
  const { breaker, fail } = setUp();
  expect([fail(), breaker.succeeded(), fail(), breaker.state]).toEqual([false, false, false, "closed"]);
  expect([fail(), breaker.state, breaker.enter()]).toEqual([true, "open", undefined]);
});

test("[TK-22] half open it lets one call through, whose success closes it", async () => {
  const { clock, breaker, fail } = setUp();
  fail();
  fail();
  await clock.advance(1000);
  expect([breaker.state, breaker.enter(), breaker.enter()]).toEqual(["half-open", "probe", undefined]);
  expect([breaker.succeeded(), breaker.state, breaker.enter()]).toEqual([true, "closed", "call"]);
});

test("[TK-22] each failure of that one call doubles the time, up to a bound", async () => {
  const { clock, breaker, fail } = setUp();
  fail();
  fail();
  const lefts: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    lefts.push(Math.round(breaker.left));
    await clock.advance(breaker.left);
    fail();
  }
  expect(lefts).toEqual([1000, 2000, 4000, 8000, 8000]);
});

test("[TK-22] a pass that was not needed is given back", async () => {
  const { clock, breaker } = setUp();
  breaker.open();
  await clock.advance(1000);
  expect(breaker.enter()).toBe("probe");
  breaker.leave("probe");
  expect(breaker.enter()).toBe("probe");
});

test("[TK-22] a provider that asks for a rest gets it, and that is no failure", async () => {
  const { clock, breaker } = setUp();
  breaker.pause(3000);
  expect([breaker.left, breaker.enter()]).toEqual([3000, undefined]);
  await clock.advance(3000);
  expect([breaker.state, breaker.enter()]).toEqual(["closed", "call"]);
});
