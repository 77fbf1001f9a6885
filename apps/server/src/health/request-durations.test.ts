// The histogram that is counted by hand says what prom-client's own says of the same requests.
import fc from "fast-check";
import { Histogram, Registry } from "prom-client";
import { expect, it } from "vitest";
import { RequestDurations } from "./request-durations.js";

const request = fc.record({
  method: fc.constantFrom("GET", "POST"),
  route: fc.constantFrom("/api/v1/me", "/api/v1/groups/{group}"),
  status: fc.constantFrom(200, 404),
  // Bounds themselves belong to their bucket; sums of such fractions are exact in any order.
  seconds: fc.oneof(
    fc.constantFrom(0.0005, 0.001, 0.0025, 1, 2.5, 10),
    fc.nat(20_000).map((count) => count / 1024),
  ),
});

const sorted = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .toSorted();

it("[OP-01] requests are in the buckets, sums and counts that Prometheus expects", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 40 }), async (requests) => {
      const registry = new Registry();
      const peer = new Histogram({
        name: "holdfast_http_request_duration_seconds",
        help: "Time to answer, by route pattern and status.",
        labelNames: ["method", "route", "status"],
        buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
        registers: [registry],
      });
      const durations = new RequestDurations();
      for (const { method, route, status, seconds } of requests) {
        // What is divided again is the same number again, for the bounds too.
        const milliseconds = seconds * 1000;
        peer.observe({ method, route, status: String(status) }, milliseconds / 1000);
        durations.observe(method, route, status, milliseconds);
      }
      expect(sorted(durations.text())).toEqual(sorted(await registry.metrics()));
    }),
    { numRuns: 50 },
  );
});
