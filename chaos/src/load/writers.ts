// Concurrent writers: each asks, waits for the answer, and after a crash asks again under the same operation id, or never.
import { setTimeout as pause } from "node:timers/promises";
import type { Ack, OperationAnswer, OperationId, RecordId, UserId } from "@holdfast/contract";
import { type Calls } from "../worker/protocol.js";
import { WorkerGone, WorkerRefusal, type Worker } from "../worker/worker.js";
import type { Chance } from "./chance.js";
import { type Belief, createChange } from "./change-maker.js";
import type { Ledger, LedgerLine } from "./ledger.js";

export interface WritersOptions {
  readonly count: number;
  readonly users: readonly UserId[];
  readonly records: readonly RecordId[];
  readonly chance: Chance;
  readonly ledger: Ledger;
  /** Who takes the calls at the moment. */
  readonly worker: () => Promise<Worker>;
  /** Longest pause between two operations of a writer, in milliseconds. */
  readonly thinkMs: number;
  /** Acknowledgements to ask for, one of them at random. */
  readonly acks: readonly Ack[];
  /** Told the milliseconds that each answer, or refusal, took. */
  readonly onAnswer?: (milliseconds: number, refusal: WorkerRefusal | undefined) => void;
}

export interface Writers {
  /** Ends each writer after what it has under way, and resolves when all have ended. */
  stop(): Promise<void>;
}

/** Refusals that pass by themselves: the same operation is sent again. */
const passing = new Set([
  "database_unavailable",
  "journal_fenced",
  "journal_full",
  "journal_unusable",
  "shutting_down",
  "overloaded",
]);
/** Refusals that the mixture of changes provokes. */
const expected = new Set(["group_name_taken", "not_found", "default_group_required", "limit_exceeded", "nothing_to_undo"]);
/** Their two groups may be the same one. */
const ofTwoGroups = new Set(["move", "copy", "combine_groups"]);

const givesUp = 0.3;

export function startWriters(options: WritersOptions): Writers {
  const { count, users } = options;
  const stopping = { now: false };
  const beliefs = new Map<UserId, Belief>(users.map((userId) => [userId, { groups: [], versions: new Map() }]));
  const running = Array.from({ length: count }, (_, index) => {
    // Two neighbours share a user.
    const userId = users[Math.floor(index / 2) % users.length] as UserId;
    return write(options, userId, beliefs.get(userId) ?? { groups: [], versions: new Map() }, stopping);
  });
  return {
    stop: async () => {
      stopping.now = true;
      await Promise.all(running);
    },
  };
}

async function write(
  options: WritersOptions,
  userId: UserId,
  belief: Belief,
  stopping: { readonly now: boolean },
): Promise<void> {
  const { chance, ledger, records, thinkMs, acks } = options;
  while (!stopping.now) {
    const operationId = chance.uuid() as OperationId;
    const line = ledger.asked({ operationId, userId, change: createChange(chance, records, belief), ack: chance.pick(acks) });
    await carryThrough(options, line, belief);
    if (thinkMs > 0) await pause(chance.next() * thinkMs);
  }
}

async function carryThrough(options: WritersOptions, line: LedgerLine, belief: Belief): Promise<void> {
  for (;;) {
    try {
      learn(belief, line, await askOnce(options, line));
      return;
    } catch (error) {
      if (error instanceof WorkerRefusal && isExpected(error, line)) return options.ledger.refused(line, error.code);
      const mayPass = error instanceof WorkerGone || (error instanceof WorkerRefusal && passing.has(error.code));
      if (!mayPass) throw error;
      // What was sent to a process that died may be there or not. Some callers never ask again.
      if (options.chance.happens(givesUp)) return;
      await pause(options.chance.between(1, 20));
    }
  }
}

function isExpected({ code }: WorkerRefusal, { change }: LedgerLine): boolean {
  return expected.has(code) || (code === "invalid_request" && ofTwoGroups.has(change.kind));
}

async function askOnce({ worker, ledger, onAnswer }: WritersOptions, line: LedgerLine): Promise<OperationAnswer> {
  const { operationId, change, ack, userId } = line;
  const asks: Calls["perform"]["asks"] = { actor: { userId }, request: { operationId, change, ack } };
  const to = await worker();
  const began = performance.now();
  try {
    const answer = await to.ask("perform", asks);
    ledger.answered(line, answer);
    onAnswer?.(performance.now() - began, undefined);
    return answer;
  } catch (error) {
    if (error instanceof WorkerRefusal) onAnswer?.(performance.now() - began, error);
    throw error;
  }
}

function learn({ groups, versions }: Belief, { change, ack }: LedgerLine, { groupId, version }: OperationAnswer): void {
  if (groupId === null) return;
  // What was promised weakly may never have been.
  if (ack !== "memory") versions.set(groupId, version);
  if (change.kind === "create_group" || change.kind === "combine_groups") groups.push(groupId);
  if (change.kind === "delete_group" && groups.includes(groupId)) groups.splice(groups.indexOf(groupId), 1);
}
