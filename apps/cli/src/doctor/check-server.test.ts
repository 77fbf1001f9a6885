// The doctor tells a server that keeps up from one that does not.
import { expect, it } from "vitest";
import { checkServer } from "./check-server.js";
import type { ServerFigures } from "./read-server.js";

const figures: ServerFigures = {
  url: "http://127.0.0.1:4280",
  ready: true,
  reasons: [],
  lagSeconds: 0.0123,
  oldestPendingSeconds: 0,
  lastBatchSeconds: 0.004,
  batches: 1203,
  conservation: { holds: true, acknowledged: 9, applied: 9, pending: 0, quarantined: 0 },
};
const waiting = { ...figures.conservation, acknowledged: 12, pending: 3 };

it("[SY-09] is content with a server that keeps up, and with none", () => {
  expect(checkServer({ state: "answers", figures }).map(({ state, found }) => [state, found])).toEqual([
    ["ok", "The server at http://127.0.0.1:4280 is ready."],
    ["ok", "0.012 s from accepted to applied at the last batch; nothing waits."],
    ["ok", "1,203 batches were committed, the last in 0.004 s."],
    ["ok", "9 acknowledged = 9 applied + 0 pending + 0 quarantined."],
  ]);
  const underWay = { ...figures, oldestPendingSeconds: 0.4, conservation: waiting };
  expect(checkServer({ state: "answers", figures: underWay }).every(({ state }) => state === "ok")).toBe(true);
  expect(checkServer({ state: "none" })).toMatchObject([{ state: "ok" }]);
});

it.each<[Partial<ServerFigures>, string, "warning" | "failed", string]>([
  [
    { ready: false, reasons: ["The journal cannot be written: full."] },
    "Server",
    "failed",
    "is not ready. The journal cannot be written: full.",
  ],
  [{ oldestPendingSeconds: 12.34, conservation: waiting }, "Lag", "warning", "3 operations wait, the oldest for 12.34 s."],
  [{ oldestPendingSeconds: 61, conservation: waiting }, "Lag", "failed", "the oldest for 61 s."],
  [{ lastBatchSeconds: 8 }, "Drain", "warning", "the last in 8 s."],
  [
    { conservation: { ...waiting, holds: false, applied: 8 } },
    "Conservation of the server",
    "failed",
    "12 operations were acknowledged, but 8 applied + 3 pending + 0 quarantined",
  ],
])("[SY-09] names %j, with advice", (wrong, name, state, found) => {
  const others = checkServer({ state: "answers", figures: { ...figures, ...wrong } }).filter((check) => check.state !== "ok");
  expect(others).toEqual([
    { name, state, found: expect.stringContaining(found) as unknown, action: expect.stringMatching(/\w/) as unknown },
  ]);
});

it("[DX-06] a server that was named must answer; one that died is told as such", () => {
  const url = "http://127.0.0.1:1";
  expect(checkServer({ state: "silent", url, named: true })).toMatchObject([{ state: "failed" }]);
  expect(checkServer({ state: "silent", url, named: false })).toMatchObject([{ state: "warning" }]);
});
