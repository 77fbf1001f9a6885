// The process that faults are done to: opens Holdfast, takes calls over the channel to its parent, ends with it.
import { isHoldfastError } from "@holdfast/contract";
import { type Holdfast, Keyring, type Log, openHoldfast } from "holdfast";
import { createJumpingClock } from "./jumping-clock.js";
import type { Asked, CallName, Calls, Refusal, Said, WorkerOrder } from "./protocol.js";

const write = (level: string) => (message: string, facts?: object) =>
  void process.stderr.write(`${JSON.stringify({ level, message, ...facts })}\n`);
const log: Log = { debug: () => undefined, info: write("info"), warn: write("warn"), error: write("error") };

const clock = createJumpingClock();

function refusalOf(error: unknown): Refusal {
  if (isHoldfastError(error)) return { code: error.code, message: error.message, data: error.details.data };
  return {
    code: "unforeseen",
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    data: undefined,
  };
}

function say(said: Said): void {
  if (process.connected) process.send?.(said);
}

function open(order: WorkerOrder): Promise<Holdfast> {
  const { requestUrl, workerUrl, directory, keys, lockPatienceMs, segmentBytes, budgetBytes, retentionMs, viewBytes } = order;
  const { statementTimeout = 10_000, connectTimeout = 2000, flushPatience = 2000, closeDeadline = 10_000 } = order;
  return openHoldfast({
    keyring: Keyring.parse(keys),
    database: { requestUrl, workerUrl, poolSize: 5, statementTimeout, connectTimeout },
    journal: {
      directory,
      segmentBytes: segmentBytes ?? 4 * 1024 * 1024,
      ...(lockPatienceMs === undefined ? {} : { lockPatienceMs }),
      ...(budgetBytes === undefined ? {} : { budgetBytes }),
      ...(retentionMs === undefined ? {} : { retentionMs }),
    },
    ...(viewBytes === undefined ? {} : { viewBytes }),
    flushPatience,
    closeDeadline,
    clock,
    log,
  });
}

type Answerers = { readonly [Name in CallName]: (asks: Calls[Name]["asks"]) => Promise<Calls[Name]["answers"]> };

function answerers(holdfast: Holdfast): Answerers {
  const { selections } = holdfast;
  return {
    perform: ({ actor, request }) => selections.perform(actor, request),
    groups: ({ userId }) => selections.groups(userId),
    records: async ({ userId, group }) => (await selections.records(userId, group)) ?? null,
    jump: async ({ milliseconds }) => {
      clock.jump(milliseconds);
      return null;
    },
    signIn: async ({ userId }) => (await holdfast.tokens.mint({ kind: "session", userId })).text.reveal(),
    verify: async ({ session }) => (await holdfast.tokens.verify("session", session)).status,
    flush: ({ userId }) => selections.flush(userId),
    status: async () => holdfast.status(),
    close: ({ deadline }) => holdfast.close(deadline),
  };
}

async function answer(holdfast: Holdfast, { id, call, asks }: Asked): Promise<void> {
  try {
    const answerer = answerers(holdfast)[call] as (asks: Asked["asks"]) => Promise<unknown>;
    say({ type: "answer", id, answer: await answerer(asks) });
  } catch (error) {
    say({ type: "refusal", id, refusal: refusalOf(error) });
  }
}

process.on("disconnect", () => process.exit());
try {
  const holdfast = await open(JSON.parse(process.argv[2] ?? "{}") as WorkerOrder);
  process.on("message", (asked: Asked) => void answer(holdfast, asked));
  say({ type: "open" });
} catch (error) {
  say({ type: "not open", refusal: refusalOf(error) });
  process.disconnect();
}
