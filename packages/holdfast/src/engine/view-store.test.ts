// Views are loaded once, kept while they must be, and evicted by bytes otherwise.
import type { UserId } from "@holdfast/contract";
import { expect, it } from "vitest";
import { ViewStore } from "./view-store.js";

interface View {
  readonly userId: UserId;
  readonly load: number;
}

const user = (name: string): UserId => name as UserId;

function storeOf(budgetBytes: number, pinned: ReadonlySet<UserId> = new Set()) {
  let loads = 0;
  const gates: (() => void)[] = [];
  const store = new ViewStore<View>({
    load: async (userId) => {
      loads += 1;
      const load = loads;
      await new Promise<void>((resolve) => gates.push(resolve));
      return { userId, load };
    },
    bytesOf: () => 10,
    fold: ({ load }) => String(load),
    unfold: (userId, text) => ({ userId, load: Number(text) }),
    looksOf: ({ userId }) => (userId === user("changed") ? 3 : 1),
    isPinned: (userId) => pinned.has(userId),
    budgetBytes,
  });
  const openGates = (): void => gates.splice(0).forEach((open) => open());
  const load = async (name: string): Promise<View> => {
    const view = store.load(user(name));
    openGates();
    return view;
  };
  return { store, load, openGates, count: () => loads };
}

it("loads once however many ask", async () => {
  const { store, openGates, count } = storeOf(1000);
  const asked = [store.load(user("a")), store.load(user("a")), store.load(user("a"))];
  openGates();
  const views = await Promise.all(asked);
  expect(new Set(views).size).toBe(1);
  expect(count()).toBe(1);
});

it("loads again what was invalidated while it was being loaded", async () => {
  const { store, openGates } = storeOf(1000);
  const asked = store.load(user("a"));
  store.invalidate(user("a"));
  openGates();
  await Promise.resolve().then(() => undefined);
  const again = new Promise<void>((resolve) => setImmediate(resolve));
  await again;
  openGates();
  expect((await asked).load).toBe(2);
});

it("evicts clean views by bytes, never a pinned one and never the one at work", async () => {
  const { store, load } = storeOf(30, new Set([user("dirty")]));
  for (const name of ["dirty", "b", "c", "d", "e", "f"]) await load(name);
  expect(store.status().bytes).toBeLessThanOrEqual(30);
  expect(store.peek(user("dirty"))).toBeDefined();
  expect(store.peek(user("f"))).toBeDefined();
  expect(store.status().evictions).toBe(3);
});

it("forgets a user at sign-out unless changes wait", async () => {
  const { store, load } = storeOf(1000, new Set([user("dirty")]));
  await load("dirty");
  await load("clean");
  expect(store.forget(user("dirty"))).toBe(false);
  expect(store.forget(user("clean"))).toBe(true);
  expect(store.peek(user("clean"))).toBeUndefined();
});

it("folds who was not used between two looks, and unfolds on the next use without a load", async () => {
  const { store, load, count } = storeOf(1000, new Set([user("pinned")]));
  for (const name of ["quiet", "busy", "pinned"]) await load(name);
  store.foldQuiet(1);
  store.peek(user("busy"));
  store.foldQuiet(1);
  expect(store.status()).toMatchObject({ users: 3, folded: 1 });
  expect(store.peek(user("quiet"))).toEqual({ userId: user("quiet"), load: 1 });
  expect(store.status()).toMatchObject({ users: 3, folded: 0 });
  expect(count()).toBe(3);
});

it("keeps a view for longer that says so", async () => {
  const { store, load } = storeOf(1000);
  for (const name of ["quiet", "changed"]) await load(name);
  const folded = Array.from({ length: 5 }, () => {
    store.foldQuiet(1);
    return store.status().folded;
  });
  expect(folded).toEqual([0, 1, 1, 2, 2]);
});

it("takes a folded view for wrong, forgets it, and evicts it before others, as any view", async () => {
  const { store, load, count } = storeOf(170);
  for (const name of ["wrong", "left"]) await load(name);
  store.foldQuiet(1);
  store.foldQuiet(1);
  // Two folded views are beyond the budget as soon as a third is held.
  await load("third");
  expect(store.status()).toMatchObject({ users: 2, folded: 1, evictions: 1, bytes: 161 });
  store.invalidate(user("left"));
  expect(store.status()).toMatchObject({ users: 1, folded: 0, bytes: 10 });
  await load("left");
  expect(count()).toBe(4);
});
