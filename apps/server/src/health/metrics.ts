// The Prometheus registry of one server: requests, the library's status and the process (OP-01).
import type { Holdfast } from "holdfast";
import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { OverloadStatus } from "../overload/overload-guard.js";
import { laneFigures } from "./lane-figures.js";
import { RequestDurations } from "./request-durations.js";
import { statusMetrics } from "./status-metrics.js";

export interface ServerMetrics {
  readonly contentType: string;
  observeRequest(method: string, route: string, status: number, milliseconds: number): void;
  /** The exposition text. */
  text(): Promise<string>;
}

/** Sets every exported figure from one look at the status. */
function statusFigures(registry: Registry, holdfast: Holdfast): () => void {
  const figures = statusMetrics.map(({ name, help, type, read }) => {
    if (type === "gauge") {
      const gauge = new Gauge({ name, help, registers: [registry] });
      return { read, set: (value: number) => gauge.set(value) };
    }
    const counter = new Counter({ name, help, registers: [registry] });
    return { read, set: (value: number) => (counter.reset(), counter.inc(value)) };
  });
  const events = new Counter({
    name: "holdfast_security_events_total",
    help: "Security events, by kind.",
    labelNames: ["event"],
    registers: [registry],
  });
  const alerts = new Counter({
    name: "holdfast_security_alerts_total",
    help: "Security alerts that were raised.",
    registers: [registry],
  });
  const setLanes = laneFigures(registry);
  return () => {
    const security = holdfast.security.status();
    events.reset();
    for (const [event, count] of Object.entries(security.events)) events.inc({ event }, count);
    alerts.reset();
    alerts.inc(security.alerts);
    const status = holdfast.status();
    for (const { read, set } of figures) set(read(status));
    setLanes(status.drain.lanes);
  };
}

/** What the server itself has to do just now. */
export interface ServerLoad extends OverloadStatus {
  readonly streams: number;
  /** Refused because of a limit, by limit. */
  readonly limited: Readonly<Record<string, number>>;
}

/** Sets the figures of the load from one look at it. */
function loadFigures(registry: Registry): (load: ServerLoad) => void {
  const registers = [registry];
  const streams = new Gauge({ name: "holdfast_http_event_streams", help: "Open event streams.", registers });
  const underWay = new Gauge({ name: "holdfast_http_requests_under_way", help: "Requests that are being answered.", registers });
  const delay = new Gauge({ name: "holdfast_event_loop_delay_seconds", help: "How late the event loop usually is.", registers });
  const shed = new Counter({
    name: "holdfast_http_requests_shed_total",
    help: "Requests that were turned away because of overload.",
    labelNames: ["reason"],
    registers,
  });
  const limited = new Counter({
    name: "holdfast_http_requests_limited_total",
    help: "Requests that were refused because of a caller's limit.",
    labelNames: ["limit"],
    registers,
  });
  return (load) => {
    streams.set(load.streams);
    underWay.set(load.underWay);
    delay.set(load.loopDelayMs / 1000);
    shed.reset();
    for (const [reason, count] of Object.entries(load.shed)) shed.inc({ reason }, count);
    limited.reset();
    for (const [limit, count] of Object.entries(load.limited)) limited.inc({ limit }, count);
  };
}

export function createMetrics(holdfast: Holdfast, load: () => ServerLoad): ServerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new RequestDurations();
  const showLoad = loadFigures(registry);
  const refresh = statusFigures(registry, holdfast);
  return {
    contentType: registry.contentType,
    observeRequest: (method, route, status, milliseconds) => durations.observe(method, route, status, milliseconds),
    text: async () => {
      refresh();
      showLoad(load());
      return `${await registry.metrics()}\n${durations.text()}`;
    },
  };
}
