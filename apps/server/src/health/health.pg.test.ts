// Health, readiness and metrics of a server that works.
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LiveServer, liveServer } from "../testing/live-server.js";

const database = testDatabase();
let server: LiveServer;
beforeAll(async () => {
  server = await liveServer(database);
});
afterAll(() => server.close());

describe("health", () => {
  it("[OP-01] is alive and ready", async () => {
    expect(await (await server.get("/healthz")).json()).toEqual({ status: "alive", version: "0.0.0-test" });
    const ready = await server.get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([200, { status: "ready", reasons: [] }]);
  });

  it("[OP-01, SY-09] exports figures by their conventional names", async () => {
    const ada = await server.join("ada");
    await server.api("/me", { headers: ada.as });
    const response = await server.get("/metrics");
    const text = await response.text();
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^holdfast_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/me",status="200"\} 1$/m);
    for (const name of [
      "holdfast_journal_bytes",
      "holdfast_journal_applied_position",
      "holdfast_drain_last_lag_seconds",
      "holdfast_drain_last_batch_seconds",
      "holdfast_drain_rewinds_total",
      "holdfast_drain_quarantined_operations_total",
      "holdfast_conservation_acknowledged_operations",
      "holdfast_conservation_applied_operations",
      "holdfast_conservation_pending_operations",
      "holdfast_conservation_quarantined_operations",
      "holdfast_views_users",
      "holdfast_token_cache_hits_total",
      "holdfast_token_cache_distrusted_total",
      "holdfast_token_unopened_total",
      "holdfast_change_feed_connected",
      "holdfast_change_feed_bound_seconds",
      "holdfast_token_reconciled_outdated_total",
      "holdfast_token_swept_issued_total",
      "process_cpu_seconds_total",
    ]) {
      expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, "m"));
    }
    expect(text).toMatch(/^holdfast_conservation_holds 1$/m);
    const ours = [...text.matchAll(/^# TYPE (holdfast_\w+) (\w+)$/gm)];
    for (const [, name, type] of ours) expect(name!.endsWith("_total")).toBe(type === "counter");
  });

  it("[OP-01] exports no user, id or query in a label", async () => {
    await server.get("/groups/some-private-thing?text=hidden");
    expect(await (await server.get("/metrics")).text()).not.toMatch(/private-thing|hidden|example\.org/);
  });
});
