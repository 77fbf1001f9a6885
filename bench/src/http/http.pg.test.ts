// The measurements of HTTP in their smallest form: everybody answers, with the same bytes, and the lines are well formed.
import { expect, it } from "vitest";
import type { Bench, Comparison } from "../claim.js";
import { rowOf } from "../claim.js";
import { measureReads } from "../pf-11-http-read.js";
import { measureSelects } from "../pf-12-http-select.js";
import { measureLoad } from "../load.js";
import { onStage } from "../stage.js";
import { ask, gather, gatherReaders } from "./cast.js";

const timeout = 120_000;
const tiny = { connections: 4, seconds: 1 };

function collecting(): { readonly bench: Bench; readonly rows: ReturnType<typeof rowOf>[] } {
  const rows: ReturnType<typeof rowOf>[] = [];
  const add = (comparison: Comparison): void => void rows.push(rowOf(comparison));
  return { bench: { rounds: 1, add, say: () => undefined }, rows };
}

it("[PF-11] everybody answers with the same group", { timeout }, async () => {
  await onStage(async (stage) => {
    const cast = await gather(stage, "source", { users: 3, selected: 20 });
    const readers = await gatherReaders(cast, "source");
    expect(JSON.parse(cast.text)).toMatchObject({ count: 20 });
    const urls = [readers.ours, readers.bare, readers.sql, readers.redis].filter((url) => url !== undefined);
    for (const url of urls) expect(await ask(url, cast.people[0])).toBe(cast.text);
    await expect(ask(readers.ours, undefined)).rejects.toThrow("answered 401");
    await expect(ask(readers.sql, undefined)).rejects.toThrow("answered 401");
    await readers.stop();
    await cast.stop();
  });
});

it("[PF-11] prints a line for each peer", { timeout }, async () => {
  const { bench, rows } = collecting();
  await measureReads(bench, "source", tiny);
  expect(rows.map(({ peerName }) => peerName).slice(0, 2)).toEqual([
    "Hono, bare route, same bytes",
    "Fastify, SELECT per request",
  ]);
  for (const row of rows) expect(row).toMatchObject({ id: "PF-11", unit: "/s", reached: expect.any(Boolean) });
  for (const { ours, peer } of rows) expect(Math.min(ours, peer)).toBeGreaterThan(0);
});

it("[PF-12] prints the rate and the wait beside a handler that inserts", { timeout }, async () => {
  const { bench, rows } = collecting();
  await measureSelects(bench, "source", tiny);
  expect(rows.map(({ id, unit, goal }) => [id, unit, goal])).toEqual([
    ["PF-12", "/s", "≥5"],
    ["PF-12", "ms", "≤0.35"],
  ]);
  for (const { ours, peer } of rows) expect(Math.min(ours, peer)).toBeGreaterThan(0);
});

it(
  "[RT-01] [JO-01] a few people with streams, reads and selections: nobody meets an error, nothing is lost",
  { timeout },
  async () => {
    const { bench, rows } = collecting();
    await measureLoad({ ...bench, seconds: 2 }, "source", 5);
    const of = (what: string) => rows.find((row) => row.case.startsWith(`5 users, ${what}`))!;
    expect(of("errors").ours).toBe(0);
    expect(of("lost of").ours).toBe(0);
    for (const what of ["answers", "read, p50", "events received", "resident memory"]) expect(of(what).ours).toBeGreaterThan(0);
  },
);
