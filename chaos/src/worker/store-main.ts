// A process with a token store of its own, which goes on errands: gets, writes, rotates, imports. Made to be killed.
import type { UserId } from "@holdfast/contract";
import { Keyring, openTokenStore } from "holdfast";
import { createShiftedClock } from "holdfast/testing";
import type { ErrandName, Errands, StoreAsked, StoreOrder, StoreSaid } from "./store-protocol.js";

const {
  keys,
  requestUrl,
  workerUrl,
  providers = {},
  refresh = {},
  forward = 0,
} = JSON.parse(process.argv[2] ?? "{}") as StoreOrder;
const clock = createShiftedClock();
clock.forward(forward);
const store = await openTokenStore({
  database: { requestUrl, workerUrl, poolSize: 6, statementTimeout: 20_000, connectTimeout: 5000 },
  keyring: Keyring.parse(keys),
  providers,
  refresh,
  upkeep: { warm: { most: 0 }, reconcileEvery: 0, sweepEvery: 0 },
  clock,
});
const { tokens } = store;
let writing = false;

function say(said: StoreSaid): void {
  if (process.connected) process.send?.(said);
}

/** What a caller is shown; an exception by its code. */
async function shown(userId: string, provider: string): Promise<string> {
  try {
    const token = await tokens.get(userId as UserId, provider);
    return token.status === "active" ? token.accessToken.reveal() : token.status;
  } catch (error) {
    return `error ${String(Reflect.get(Object(error), "code"))}: ${error instanceof Error ? error.message : ""}`;
  }
}

async function write({ users, provider }: Errands["write"]["asked"]): Promise<Errands["write"]["brought"]> {
  const last: Record<string, string> = {};
  let written = 0;
  for (writing = true; writing; written += 1) {
    const userId = users[written % users.length] ?? "";
    const text = `written-${written}-${userId}`;
    await tokens.put({ userId: userId as UserId }, { provider }, { accessToken: text, refreshToken: `refresh-${text}` });
    last[userId] = text;
  }
  return { written, last };
}

type Handlers = {
  [Name in ErrandName]: (asked: Errands[Name]["asked"], progress: (done: number) => void) => Promise<Errands[Name]["brought"]>;
};

const handlers: Handlers = {
  forward: async ({ milliseconds }) => (clock.forward(milliseconds), null),
  get: ({ users, provider, callers }) =>
    Promise.all(users.map((userId) => Promise.all(Array.from({ length: callers }, () => shown(userId, provider))))),
  write,
  stopWriting: async () => ((writing = false), null),
  rotate: async (asked, progress) => {
    const report = await store.keys.rotate({ ...asked, onProgress: ({ resealed }) => progress(resealed) });
    return { finished: report.finished, resealed: report.resealed };
  },
  import: async ({ source, wipe }, progress) => {
    const onProgress = ({ read }: { readonly read: number }): void => progress(read);
    return store.administration.importPlaintext({ source, wipe: wipe && "null", onProgress });
  },
  unopened: async () => store.status().tokenCache.unopened,
};

async function run({ id, name, asked }: StoreAsked): Promise<void> {
  const handler = handlers[name] as (asked: object, progress: (done: number) => void) => Promise<unknown>;
  const value = await handler(asked, (done) => say({ type: "progress", id, done }));
  say({ type: "brought", id, value });
}

process.on("disconnect", () => process.exit());
process.on("message", (order: StoreAsked) => {
  run(order).catch((error: unknown) => say({ type: "failed", id: order.id, reason: String(error) }));
});
say({ type: "open" });
