// The lanes of the drain, each with its own backlog: one that lags behind the others shows (OP-01).
import type { HoldfastStatus } from "holdfast";
import { Gauge, type Registry } from "prom-client";

/** Sets the figures from one look at the status. */
export function laneFigures(registry: Registry): (lanes: HoldfastStatus["drain"]["lanes"]) => void {
  const common = { labelNames: ["lane" as const], registers: [registry] };
  const pending = new Gauge({
    name: "holdfast_drain_lane_pending_operations",
    help: "Operations that are not in the database yet, by lane.",
    ...common,
  });
  const oldest = new Gauge({
    name: "holdfast_drain_lane_oldest_pending_seconds",
    help: "Age of the oldest operation that waits, by lane.",
    ...common,
  });
  return (lanes) => {
    for (const { lane, ...status } of lanes) {
      pending.set({ lane }, status.pending);
      oldest.set({ lane }, status.oldestPendingMs / 1000);
    }
  };
}
