// A trail on a test database, with the means to write it, to seal it and to break it: for the tests of this room.
import type { AuditAction, Position, UserId } from "@holdfast/contract";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { createDatabase, type Database } from "../database/index.js";
import { systemClock } from "../runtime/clock.js";
import { silentLog } from "../runtime/log.js";
import { generateKey, Keyring } from "../security/index.js";
import { type AuditOperation, insertAuditEvents, type AuditSealer, createAuditSealer } from "./index.js";
import { chainNumber } from "./seal/audit-seal.js";
import { countUnsealedEvents } from "./sql/count-unsealed-events.js";
import { lastAuditSeal } from "./sql/last-audit-seal.js";

export const uuidOf = (number: number): string => `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** What a test database has. */
interface TrailServer {
  readonly requestUrl: string;
  readonly workerUrl: string;
  readonly ownerUrl: string;
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface TestTrail<Server extends TrailServer = TrailServer> {
  readonly server: Server;
  readonly database: Database;
  readonly keyring: Keyring;
  sealer(keyring?: Keyring): AuditSealer;
  /** Seals until nothing is left; answers how many windows. Transactions of other test files may hold it up for a moment. */
  seal(sealer?: AuditSealer): Promise<number>;
  /** Writes rows in a transaction of their own; `at` in January 2026 unless said. */
  write(count: number, more?: Partial<AuditOperation>): Promise<void>;
  /** Runs statements as superuser with triggers off, as somebody would who wants to leave no traces. */
  tamper(text: string, values?: readonly unknown[]): Promise<void>;
}

/** Call once at the top of a file, right after `testDatabase()`. */
export function testTrail<Server extends TrailServer>(server: Server): TestTrail<Server> {
  const keyring = Keyring.parse(generateKey("first"));
  const opened: { database?: Database } = {};
  const database = (): Database => {
    if (opened.database === undefined) throw new Error("The trail is there in hooks registered later, and in tests.");
    return opened.database;
  };
  let written = 0;
  beforeAll(() => {
    const { requestUrl, workerUrl } = server;
    opened.database = createDatabase({
      requestUrl,
      workerUrl,
      poolSize: 6,
      statementTimeout: 30_000,
      connectTimeout: 5000,
      preparedStatements: true,
      log: silentLog,
    });
  });
  afterAll(() => opened.database?.close());
  const sealer = (keys = keyring): AuditSealer =>
    createAuditSealer({ database: database(), keyring: keys, clock: systemClock, log: silentLog, every: 5 });
  return {
    server,
    get database() {
      return database();
    },
    keyring,
    sealer,
    seal: async (one = sealer()) => {
      let windows = 0;
      do windows += await one.sealNow();
      while (await hasUnsealed(database()));
      return windows;
    },
    write: async (count, more = {}) => {
      const operations = Array.from({ length: count }, (): AuditOperation => {
        written += 1;
        const at = `2026-01-15T10:20:30.${String(written % 1_000_000).padStart(6, "0")}Z`;
        const user = uuidOf(1) as UserId;
        return {
          at,
          actorId: user,
          userId: user,
          action: "select" as AuditAction,
          position: written as Position,
          metadata: { n: written, a: "é" },
          ...more,
        };
      });
      await database().asSystem((db) => insertAuditEvents(db, { operations, records: [], operationIndex: [] }));
    },
    tamper: (text, values = []) => runUnseen(server.ownerUrl, text, values),
  };
}

async function runUnseen(connectionString: string, text: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(text, [...values]);
  } finally {
    await client.end();
  }
}

function hasUnsealed(database: Pick<Database, "asSystem">): Promise<boolean> {
  return database.asSystem(async (db) => {
    const last = await lastAuditSeal(db, { chain: chainNumber });
    return (await countUnsealedEvents(db, last ?? { lastXact: "0", lastId: 0 })).rowCount > 0;
  });
}
