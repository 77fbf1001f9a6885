// For the tests of this room: a database whose answers can be held back or refused, around a real one.
import { HoldfastError } from "@holdfast/contract";
import { createDatabase, type Database } from "../database/index.js";
import { silentLog } from "../runtime/log.js";

export interface FaultyDatabase extends Database {
  /** Transactions that were begun. */
  readonly transactions: number;
  /** While true, nothing reaches the database. */
  down: boolean;
  /** While true, the answer of a commit is lost: the work is done, and nobody hears of it. */
  losesAnswers: boolean;
  /** Lets the next transaction commit, and its caller hear of it only after `release`. */
  holdNext(): Promise<HeldBack>;
}

export interface HeldBack {
  release(): void;
}

interface Hold {
  readonly reached: (held: HeldBack) => void;
}

export function openFaultyDatabase({
  requestUrl,
  workerUrl,
}: {
  readonly requestUrl: string;
  readonly workerUrl: string;
}): FaultyDatabase {
  const inner = createDatabase({
    requestUrl,
    workerUrl,
    poolSize: 8,
    statementTimeout: 10_000,
    connectTimeout: 5000,
    preparedStatements: true,
    log: silentLog,
  });
  let holds: Hold[] = [];
  const faulty = async <T>(work: () => Promise<T>): Promise<T> => {
    database.transactions += 1;
    if (database.down) throw unreachable();
    const [hold, ...later] = holds;
    holds = later;
    const result = await work();
    if (hold !== undefined) await new Promise<void>((resolve) => hold.reached({ release: resolve }));
    if (database.losesAnswers) throw unreachable();
    return result;
  };
  const database = {
    ...inner,
    transactions: 0,
    down: false,
    losesAnswers: false,
    asUser: (userId, work, mode) => faulty(() => inner.asUser(userId, work, mode)),
    asSystem: (work, mode) => faulty(() => inner.asSystem(work, mode)),
    holdNext: () => new Promise((reached) => void holds.push({ reached })),
  } satisfies FaultyDatabase & { transactions: number };
  return database;
}

function unreachable(): HoldfastError {
  return new HoldfastError("database_unavailable", { what: "The database did not answer.", action: "Try again shortly." });
}
