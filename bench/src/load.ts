// Many people at once on one server process: reads, selections and an open stream each; errors, waits, lag, memory, and nothing lost.
import { Agent } from "node:http";
import { systemClock } from "holdfast";
import { type Bench, type Claim, type Goal, limit, quantile, type Sample } from "./claim.js";
import { type Cast, gather } from "./http/cast.js";
import type { Program } from "./http/server-process.js";
import { type Seen, visit } from "./http/visitor.js";
import { onStage, type Stage } from "./stage.js";

const crowds = [100, 500] as const;
const usualSeconds = 120;

/** Highest of what the server told of itself meanwhile. */
interface Watched {
  readonly lagsMs: number[];
  residentMiB: number;
}

export async function measureLoad(bench: Bench, program: Program, users: number): Promise<void> {
  await onStage(async (stage) => {
    const cast = await gather(stage, program, { users, selected: 20 });
    const recordIds = await stage.addRecords(2000);
    const seen: Seen = { reads: [], changes: [], acknowledged: [], failures: [], events: 0 };
    const seconds = bench.seconds ?? usualSeconds;
    const until = performance.now() + seconds * 1000;
    const agent = new Agent({ keepAlive: true });
    const watched = watch(cast, until);
    await Promise.all(cast.people.map((person) => visit({ url: cast.ours.url, agent, person, recordIds, until }, seen)));
    await cast.ours.settle();
    report(bench, { users, seconds, lost: await lostOf(stage, seen) }, seen, await watched);
    agent.destroy();
    await cast.stop();
  });
}

/** Looks at the server's own figures once a second. */
async function watch({ ours }: Cast, until: number): Promise<Watched> {
  const watched: Watched = { lagsMs: [], residentMiB: 0 };
  while (performance.now() < until) {
    await systemClock.pause(1000);
    const text = await (await fetch(`${ours.url}/metrics`)).text();
    const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
    watched.lagsMs.push(figure("holdfast_drain_last_lag_seconds") * 1000);
    watched.residentMiB = Math.max(watched.residentMiB, figure("process_resident_memory_bytes") / 1024 ** 2);
  }
  return watched;
}

/** Acknowledged operations that are not in the trail once everything is applied. */
async function lostOf({ pool }: Stage, { acknowledged }: Seen): Promise<number> {
  const { rows } = await pool.query<{ there: number }>(
    "select count(distinct operation_id)::int as there from holdfast.audit_event where operation_id = any($1::uuid[])",
    [acknowledged],
  );
  return acknowledged.length - (rows[0]?.there ?? 0);
}

interface Run {
  readonly users: number;
  readonly seconds: number;
  readonly lost: number;
}

function report(bench: Bench, { users, seconds, lost }: Run, seen: Seen, { lagsMs, residentMiB }: Watched): void {
  const { reads, changes, acknowledged, failures, events } = seen;
  for (const failure of new Set(failures.slice(0, 5))) bench.say(`load, ${users} users: ${failure}`);
  const asked = reads.length + changes.length;
  const add = (what: string, unit: string, ours: Sample, bound: number, goal: Goal): void =>
    bench.add({ id: "load", case: `${users} users, ${what}`, unit, ours, peer: limit(bound), peerName: "limit", goal });
  add("answers", "/s", [asked / seconds], 1, "");
  add("errors", "‰", [(failures.length * 1000) / Math.max(1, asked)], 1, "<1");
  add(`lost of ${acknowledged.length} acknowledged`, "", [lost], 1, "<1");
  add("read, p50", "ms", [quantile(reads, 0.5)], 1000, "");
  add("read, p99", "ms", [quantile(reads, 0.99)], 1000, "");
  add("selection, p50", "ms", [quantile(changes, 0.5)], 1000, "");
  add("selection, p99", "ms", [quantile(changes, 0.99)], 1000, "");
  add("lag, p99", "ms", [quantile(lagsMs, 0.99)], 1000, "");
  add("events received", "/s", [events / seconds], 1, "");
  add("resident memory", "MiB", [residentMiB], 1024, "<1");
}

export const load: Claim = {
  id: "load",
  name: "load",
  purpose: "100 and 500 people with streams, reads and selections on one process, for two minutes each (--seconds)",
  run: async (bench) => {
    for (const users of crowds) await measureLoad(bench, "built", users);
  },
};
