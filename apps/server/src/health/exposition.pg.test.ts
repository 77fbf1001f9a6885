// What /metrics says, read as Prometheus reads it: form, names, units, and a figure for each room.
import { createRateLimits } from "holdfast";
import { testDatabase } from "holdfast/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LiveServer, liveServer } from "../testing/live-server.js";

interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

const sampleForm = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const numberForm = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?Inf|NaN)$/i;

const numberOf = (text: string): number => (text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text));

function labelsOf(text: string | undefined): Readonly<Record<string, string>> {
  const pairs = [...(text ?? "").matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(
    ([, name, value]) => [name!, value!] as const,
  );
  expect(pairs.map(([name, value]) => `${name}="${value}"`).join(",")).toBe(text ?? "");
  return Object.fromEntries(pairs);
}

/** Reads the text format 0.0.4, strictly: a line that is none of its lines fails the test. */
function parse(text: string): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>();
  let help: readonly [name: string, text: string] | undefined;
  let current: Family | undefined;
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const [, kind, name, rest] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === "HELP") help = [name!, rest!];
    else if (kind === "TYPE") {
      expect(help?.[0]).toBe(name);
      expect(families.has(name!)).toBe(false);
      families.set(name!, (current = { name: name!, type: rest!, help: help![1], samples: [] }));
    } else {
      const [, sample, labels, value] = sampleForm.exec(line) ?? [];
      expect(sample, line).toBeDefined();
      expect(value).toMatch(numberForm);
      expect(sample!.startsWith(current!.name), line).toBe(true);
      current!.samples.push({ name: sample!, labels: labelsOf(labels), value: numberOf(value!) });
    }
  }
  return families;
}

const database = testDatabase();
let server: LiveServer;
let families: ReadonlyMap<string, Family>;

beforeAll(async () => {
  server = await liveServer(database, { rateLimits: createRateLimits() });
  const ada = await server.join("ada");
  await server.api("/me", { headers: ada.as });
  families = parse(await (await server.get("/metrics")).text());
});
afterAll(() => server.close());

const ours = () => [...families.values()].filter(({ name }) => name.startsWith("holdfast_"));

describe("/metrics", () => {
  it.each([
    ["the cache", "holdfast_token_cache_hits_total", "counter"],
    ["the journal", "holdfast_journal_durable_position", "gauge"],
    ["the drain", "holdfast_drain_pending_operations", "gauge"],
    ["refreshing", "holdfast_token_refreshes_settled_total", "counter"],
    ["refreshing that failed", "holdfast_token_refreshes_unavailable_total", "counter"],
    ["limits", "holdfast_http_requests_limited_total", "counter"],
    ["overload", "holdfast_http_requests_shed_total", "counter"],
    ["event streams", "holdfast_http_event_streams", "gauge"],
    ["HTTP", "holdfast_http_request_duration_seconds", "histogram"],
    ["security", "holdfast_security_events_total", "counter"],
    ["the database", "holdfast_database_waiting", "gauge"],
    ["the process", "process_resident_memory_bytes", "gauge"],
  ])("[OP-01] has a figure for %s", (_room, name, type) => {
    expect(families.get(name)?.type).toBe(type);
  });

  it("[OP-01] names everything in the way of Prometheus: small letters, base units, _total for counters alone", () => {
    expect(ours().length).toBeGreaterThan(40);
    for (const { name, type, help } of ours()) {
      expect(name).toMatch(/^holdfast(?:_[a-z]+)+$/);
      expect(name.endsWith("_total"), name).toBe(type === "counter");
      expect(name).not.toMatch(/_(?:ms|milliseconds|minutes|hours|kb|kib|mb|mib|percent)(?:_|$)/);
      expect(help).toMatch(/^[A-Z0-9].*\.$/);
    }
  });

  it("[OP-01] counts up: no counter is below zero, and each bucket holds the one before", () => {
    const counted = ours().filter(({ type }) => type === "counter");
    for (const { value } of counted.flatMap(({ samples }) => samples)) expect(value).toBeGreaterThanOrEqual(0);
    const histogram = families.get("holdfast_http_request_duration_seconds")!;
    const of = (suffix: string) =>
      histogram.samples.filter(({ name, labels }) => name.endsWith(suffix) && labels["route"] === "/api/v1/me");
    const buckets = of("_bucket").map(({ value }) => value);
    expect(buckets).toEqual(buckets.toSorted((one, other) => one - other));
    expect(of("_bucket").at(-1)).toMatchObject({ labels: { le: "+Inf" }, value: of("_count")[0]!.value });
  });

  it("[OP-01] has a rule or a name for few values only: labels are route patterns, methods, states", () => {
    const labels = new Set(ours().flatMap(({ samples }) => samples.flatMap((sample) => Object.keys(sample.labels))));
    expect([...labels].toSorted()).toEqual(
      expect.arrayContaining(["event", "le", "limit", "method", "reason", "route", "status"]),
    );
    for (const name of labels) expect(name).not.toMatch(/user|id$|email|token|group|record|query/);
  });
});
