// PF-11: an authenticated read of a group over HTTP, beside the bare framework and handlers that ask a store each time.
import type { Bench, Claim, Sample } from "./claim.js";
import { gather, gatherReaders } from "./http/cast.js";
import { load, type Program } from "./http/server-process.js";
import { type Measure, sideBySide } from "./side-by-side.js";
import { onStage } from "./stage.js";

export interface HttpSize {
  readonly connections: number;
  /** Of each round. */
  readonly seconds: number;
}

/** A round of load that nobody failed in. */
export async function rateOf(program: Program, order: Parameters<typeof load>[1]): Promise<number> {
  const { perSecond, failed } = await load(program, order);
  if (failed > 0) throw new Error(`${failed} requests to ${order.url} were not answered well.`);
  return perSecond;
}

export async function measureReads(bench: Bench, program: Program, { connections, seconds }: HttpSize): Promise<void> {
  await onStage(async (stage) => {
    const cast = await gather(stage, program, { users: 100, selected: 20 });
    const readers = await gatherReaders(cast, program);
    if (readers.redis === undefined) bench.say("PF-11: without redis-server on the PATH that peer is left out.");
    const tokens = cast.people.map(({ token }) => token);
    const rate =
      (url: string): Measure =>
      () =>
        rateOf(program, { url, connections, seconds, tokens });
    const { redis } = readers;
    const measures = { ours: rate(readers.ours), bare: rate(readers.bare), sql: rate(readers.sql) };
    const samples = await (redis === undefined
      ? sideBySide(bench, measures)
      : sideBySide(bench, { ...measures, redis: rate(redis) }));
    report(bench, { connections, bytes: cast.text.length }, samples);
    await readers.stop();
    await cast.stop();
  });
}

function report(
  bench: Bench,
  { connections, bytes }: { readonly connections: number; readonly bytes: number },
  { ours, bare, sql, redis }: Record<"ours" | "bare" | "sql", Sample> & { readonly redis?: Sample },
): void {
  const row = { id: "PF-11", case: `group of 20, ${bytes} B, ${connections} connections`, unit: "/s", ours };
  bench.add({ ...row, peer: bare, peerName: "Hono, bare route, same bytes", goal: "≥0.7" });
  bench.add({ ...row, peer: sql, peerName: "Fastify, SELECT per request", goal: "≥3" });
  if (redis !== undefined) bench.add({ ...row, peer: redis, peerName: "Fastify, Redis GET per request", goal: "≥1.5" });
}

export const httpRead: Claim = {
  id: "PF-11",
  name: "http-read",
  purpose: "authenticated read of a group of 20 over HTTP, 100 connections",
  run: (bench) => measureReads(bench, "built", { connections: 100, seconds: 3 }),
};
