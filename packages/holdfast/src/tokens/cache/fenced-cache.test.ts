// TK-10 and TK-11: bounds, trust, and reads that come back late.
import { expect, test } from "vitest";
import { createTestClock } from "../../testing/index.js";
import { FencedCache, type Found } from "./fenced-cache.js";
import { trustFor } from "./trust.js";

interface Value {
  readonly text: string;
}
type Read = Found<Value, Value>;

const bounds = { entries: 3, bytes: 1000, negativeEntries: 2, fence: 60_000 };
const present = (row: string, generation: number, more: { trust?: number | null; bytes?: number } = {}): Read => ({
  row,
  generation,
  trust: more.trust === undefined ? 1000 : more.trust,
  present: { text: `${row}/${generation}` },
  bytes: more.bytes ?? 10,
});
const absent = (row: string, generation = 0): Read => ({ row, generation, trust: 1000, absent: { text: "none" } });

function setUp(more: Partial<typeof bounds> = {}) {
  const clock = createTestClock();
  return { clock, cache: new FencedCache<Value, Value, Read>(clock, { ...bounds, ...more }) };
}

/** A read that answers when it is told to. */
function slow(...answers: readonly Read[]) {
  const finish: (() => void)[] = [];
  let reads = 0;
  const read = async (): Promise<Read> => {
    const answer = answers[Math.min(reads, answers.length - 1)]!;
    reads += 1;
    await new Promise<void>((resolve) => void finish.push(resolve));
    return answer;
  };
  return {
    read,
    finish,
    get reads() {
      return reads;
    },
  };
}
const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

test("[TK-10] a value is served until its trust ends", async () => {
  const { clock, cache } = setUp();
  cache.keep("a", present("a", 1));
  await clock.advance(999);
  expect(cache.get("a", clock.monotonic())).toEqual({ text: "a/1" });
  await clock.advance(1);
  expect(cache.get("a", clock.monotonic())).toBeUndefined();
  expect(cache.lastKnown("a").present).toEqual({ text: "a/1" });
});

test("[TK-10] a jump of the wall clock neither ends nor prolongs trust", async () => {
  const { clock, cache } = setUp();
  cache.keep("a", present("a", 1));
  clock.jump(400 * 86_400_000);
  expect(cache.get("a", clock.monotonic())).toEqual({ text: "a/1" });
  clock.jump(-800 * 86_400_000);
  await clock.advance(1000);
  expect(cache.get("a", clock.monotonic())).toBeUndefined();
});

test("[TK-10] trust is the policy's time less some chance, and never more than what is left", () => {
  const random = (value: number) => ({ random: () => value });
  expect([
    trustFor(1000, 9999, random(0)),
    trustFor(1000, 9999, random(0.5)),
    trustFor(1000, 300, random(0)),
    trustFor(1000, -5, random(0)),
  ]).toEqual([1000, 950, 300, 0]);
});

test("[TK-10] the least recently used goes first, by entries and by bytes", () => {
  const { cache, clock } = setUp();
  for (const key of ["a", "b", "c"]) cache.keep(key, present(key, 1));
  cache.get("a", clock.monotonic());
  cache.keep("d", present("d", 1));
  expect(["a", "b", "c", "d"].map((key) => cache.get(key, clock.monotonic()) !== undefined)).toEqual([true, false, true, true]);
  cache.keep("e", present("e", 1, { bytes: 985 }));
  expect(cache.status()).toMatchObject({ entries: 2, bytes: 995 });
});

test("[TK-10] negative entries have a bound of their own and push no token out", () => {
  const { cache, clock } = setUp();
  cache.keep("a", present("a", 1));
  for (let guess = 0; guess < 100; guess += 1) cache.keep(`guess${guess}`, absent(`guess${guess}`));
  expect(cache.get("a", clock.monotonic())).toBeDefined();
  expect(cache.status().entries).toBe(3);
});

test("[TK-11] however many ask, one read", async () => {
  const { cache } = setUp();
  const { read, finish, ...rest } = slow(present("a", 1));
  const all = Array.from({ length: 64 }, () => cache.read("a", read, { join: true }));
  await settle();
  expect(finish).toHaveLength(1);
  finish[0]!();
  expect(new Set(await Promise.all(all)).size).toBe(1);
  expect(rest).toBeDefined();
});

test("[TK-11] a failed read fails for those who waited and is not remembered", async () => {
  const { cache } = setUp();
  const failing = Promise.allSettled([1, 2].map(() => cache.read("a", () => Promise.reject(new Error("down")), { join: true })));
  expect((await failing).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await cache.read("a", async () => present("a", 1), { join: true })).toMatchObject({ generation: 1 });
});

test("[TK-11] a read that began before a change is repeated, and brings nothing old back", async () => {
  const { cache, clock } = setUp();
  const late = slow(present("id", 1), absent("id", 2));
  const answer = cache.read("key", late.read, { join: true });
  cache.changed("id", 2);
  const joined = cache.read("key", late.read, { join: true });
  late.finish[0]!();
  await settle();
  late.finish[1]!();
  expect(await answer).toEqual(absent("id", 2));
  expect(await joined).toEqual(absent("id", 2));
  expect(cache.get("key", clock.monotonic())).toBeUndefined();
});

test("[TK-11] a read that takes longer than the fence remembers is repeated", async () => {
  const { clock, cache } = setUp();
  const late = slow(present("id", 1), absent("id", 2));
  const answer = cache.read("key", late.read, { join: true });
  cache.changed("id", 2);
  await clock.advance(bounds.fence + 1);
  cache.changed("other", 1);
  late.finish[0]!();
  await settle();
  late.finish[1]!();
  expect(await answer).toEqual(absent("id", 2));
});

test("[TK-11] a read that was overtaken by a newer one does not overwrite it", async () => {
  const { cache, clock } = setUp();
  const late = slow(present("a", 1), present("a", 2));
  const first = cache.read("a", late.read, { join: true });
  await cache.read("a", async () => present("a", 2), { join: false });
  late.finish[0]!();
  await settle();
  late.finish[1]!();
  expect(await first).toMatchObject({ generation: 2 });
  expect(cache.get("a", clock.monotonic())).toEqual({ text: "a/2" });
});

test("[TK-11] the fence closes for a database that stays behind", async () => {
  const { cache, clock } = setUp();
  cache.changed("a", 5);
  await expect(cache.read("a", async () => present("a", 3), { join: true })).rejects.toMatchObject({
    code: "database_unavailable",
  });
  expect(cache.get("a", clock.monotonic())).toBeUndefined();
});

test("[TK-13] a change takes the older entry away, found by its row, and leaves a newer one", () => {
  const { cache, clock } = setUp();
  cache.keep("key", present("id", 3));
  cache.changed("id", 3);
  expect(cache.get("key", clock.monotonic())).toBeDefined();
  cache.changed("id", 4);
  expect([cache.get("key", clock.monotonic()), cache.lastKnown("key")]).toEqual([undefined, { trusted: false }]);
});

test("[TK-13] a change whose commit is in doubt makes reads under way begin again", async () => {
  const { cache, clock } = setUp();
  cache.keep("key", present("id", 1));
  const late = slow(present("id", 1), absent("id", 2));
  const answer = cache.read("key", late.read, { join: false });
  cache.doubt("id");
  expect(cache.get("key", clock.monotonic())).toBeUndefined();
  late.finish[0]!();
  await settle();
  late.finish[1]!();
  expect(await answer).toEqual(absent("id", 2));
});

test("[TK-17] what may not be kept is not kept, and takes an older entry along", () => {
  const { cache } = setUp();
  cache.keep("a", present("a", 1));
  cache.keep("a", present("a", 2, { trust: null }));
  expect(cache.lastKnown("a")).toEqual({ trusted: false });
});

test("[TK-13] while changes may be missed memory answers nothing, and begins to again without a loss", async () => {
  const clock = createTestClock();
  const fresh = { until: 500 };
  const cache = new FencedCache<Value, Value, Read>(clock, bounds, fresh);
  cache.keep("a", present("a", 1));
  cache.keep("b", absent("b"));
  await clock.advance(499);
  expect(cache.get("a", clock.monotonic())).toBeDefined();
  await clock.advance(1);
  expect([cache.get("a", clock.monotonic()), cache.getAbsent("b", clock.monotonic())]).toEqual([undefined, undefined]);
  expect(cache.status().distrusted).toBe(2);
  fresh.until = 1200;
  expect(cache.get("a", clock.monotonic())).toBeDefined();
});

test("[TK-13] what was read or written across a gap in the changes is not kept", async () => {
  const { cache, clock } = setUp();
  cache.keep("old", present("old", 1));
  const begin = cache.begin();
  const late = slow(present("a", 1), present("a", 2));
  const answer = cache.read("a", late.read, { join: true });
  cache.distrust();
  cache.keep("written", present("written", 1), begin);
  late.finish[0]!();
  await settle();
  late.finish[1]!();
  expect(await answer).toMatchObject({ generation: 2 });
  expect(["old", "written"].map((key) => cache.get(key, clock.monotonic()))).toEqual([undefined, undefined]);
  expect(cache.lastKnown("old")).toEqual({ present: { text: "old/1" }, trusted: true });
});

test("[TK-13] nobody joins an old read while changes may be missed", async () => {
  const clock = createTestClock();
  const cache = new FencedCache<Value, Value, Read>(clock, bounds, { until: 0 });
  const late = slow(present("a", 1), present("a", 2));
  const early = cache.read("a", late.read, { join: true });
  await clock.advance(100);
  const second = cache.read("a", late.read, { join: true });
  expect(late.finish).toHaveLength(2);
  for (const finish of late.finish) finish();
  expect(await Promise.all([early, second])).toMatchObject([{ generation: 1 }, { generation: 2 }]);
});

test("[TK-13] a row that is gone may come back with its first generation", async () => {
  const { cache } = setUp();
  cache.changed("a", 7);
  cache.reset("a");
  expect(await cache.read("a", async () => present("a", 1), { join: true })).toMatchObject({ generation: 1 });
});

test("[TK-14] an end is known to memory although its notice overtook the answer of its commit", () => {
  const { cache } = setUp();
  cache.keep("key", present("id", 1));
  expect([cache.changed("id", 2), cache.changed("id", 2)]).toEqual(["key", "key"]);
  expect(cache.changed("stranger", 2)).toBeUndefined();
});
