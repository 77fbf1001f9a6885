// The rows behind the table: paged, in order, and none asked for twice.
import { createHoldfastClient, type HoldfastProblem } from "@holdfast/client";
import type { CatalogueRecord } from "@holdfast/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordWindow } from "./record-window.js";

const record = (n: number): CatalogueRecord =>
  ({
    id: `r${n}`,
    title: `Record ${n}`,
    reference: null,
    family: null,
    type: null,
    year: null,
    status: null,
    withdrawnAt: null,
  }) as unknown as CatalogueRecord;

/** A window over a catalogue of `total` records, and the rows that it asked for. */
function windowOver(total: number): { readonly window: RecordWindow; readonly asked: number[]; fail: boolean } {
  const asked: number[] = [];
  const state = { asked, fail: false };
  const answer = async (input: unknown): Promise<Response> => {
    const { searchParams } = new URL(String(input), "http://catalogue");
    const offset = Number(searchParams.get("offset"));
    const items = Array.from({ length: Math.max(0, Math.min(Number(searchParams.get("limit")), total - offset)) }, (_, n) =>
      record(offset + n),
    );
    if (state.fail) return Response.json({ code: "database_unavailable", detail: "Down.", action: "Wait." }, { status: 503 });
    asked.push(...items.map((_, n) => offset + n));
    return Response.json({ total, offset, items });
  };
  const window = new RecordWindow(createHoldfastClient({ fetch: answer as typeof fetch }), {
    filter: {},
    sort: "title",
    order: "asc",
  });
  return Object.assign(state, { window });
}

test("[UI-01, L-15] rows come in pages, when they are needed", async () => {
  const { window, asked } = windowOver(19_089);
  await window.ensure({ first: 0, last: 0 });
  expect([window.total, asked.length, window.rowAt(99)?.id, window.rowAt(100)]).toEqual([19_089, 100, "r99", undefined]);
  await window.ensure({ first: 19_000, last: 19_088 });
  expect([asked.length, window.rowAt(19_088)?.id]).toEqual([189, "r19088"]);
});

test("[UI-01] the ids of a range are read also where no row was loaded", async () => {
  const { window } = windowOver(5000);
  await window.ensure({ first: 0, last: 0 });
  const ids = await window.idsIn({ first: 95, last: 4203 });
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([4109, "r95", "r4203"]);
});

test("[UI-01] whatever is asked at once and in whatever order, no row is read twice", async () => {
  const range = fc.tuple(fc.nat(2500), fc.nat(1500)).map(([first, length]) => ({ first, last: first + length }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ range, whole: fc.boolean(), together: fc.boolean() }), { maxLength: 6 }),
      async (steps) => {
        const { window, asked } = windowOver(3333);
        await window.ensure({ first: 0, last: 0 });
        let running: Promise<unknown>[] = [];
        for (const step of steps) {
          const last = Math.min(step.range.last, 3332);
          running.push(step.whole ? window.idsIn({ ...step.range, last }) : window.ensure({ ...step.range, last }));
          if (!step.together) await Promise.all(running.splice(0));
        }
        await Promise.all(running);
        running = [];
        expect(new Set(asked).size).toBe(asked.length);
      },
    ),
    { numRuns: 40 },
  );
});

test("[UI-01] a failure shows, and the next attempt mends it", async () => {
  const catalogue = windowOver(10);
  catalogue.fail = true;
  await catalogue.window.ensure({ first: 0, last: 0 });
  expect(catalogue.window.status).toMatchObject({
    state: "failed",
    problem: { code: "database_unavailable" } as HoldfastProblem,
  });
  catalogue.fail = false;
  await catalogue.window.ensure({ first: 0, last: 0 });
  expect([catalogue.window.status.state, catalogue.window.total]).toEqual(["ready", 10]);
});

test("[UI-01] an empty result is a result", async () => {
  const { window } = windowOver(0);
  await window.ensure({ first: 0, last: 0 });
  expect([window.total, window.status.state, await window.idsIn({ first: 0, last: 0 })]).toEqual([0, "ready", []]);
});
