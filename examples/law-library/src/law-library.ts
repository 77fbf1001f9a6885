// An application that has members, sessions and laws in tables of its own, and leaves to Holdfast what members marked and connected.
import { createServerApp, createServerLog, type ServerApp } from "@holdfast/server";
import { type Holdfast, keysFromEnvironment, loadKeyring, migrate, openHoldfast } from "holdfast";
import pg from "pg";
import { MemberSessions, sessionCookie } from "./member-sessions.js";

export interface LawLibrary {
  readonly sessions: MemberSessions;
  readonly holdfast: Holdfast;
  /** Holdfast's API, event stream and documentation, for a framework to mount. */
  readonly server: ServerApp;
  /** The names of the laws that a member marked: the application's own query, over its own table and Holdfast's. */
  markedLaws(memberId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface LawLibraryOptions {
  readonly databaseUrl: string;
  /** A directory that survives restarts. */
  readonly journalDirectory: string;
  /** How many proxies in front append to X-Forwarded-For. */
  readonly trustedProxies?: number;
}

const markedLaws = `
  select laws.name
  from laws
  join holdfast.selection on selection.record_id = laws.id
  join holdfast.selection_group on selection_group.id = selection.group_id
  where selection_group.owner_user_id = $1
  order by laws.name`;

export async function openLawLibrary({
  databaseUrl,
  journalDirectory,
  trustedProxies = 0,
}: LawLibraryOptions): Promise<LawLibrary> {
  await migrate({
    connectionString: databaseUrl,
    host: { users: { table: "members", id: "id" }, records: { table: "laws", id: "id", title: "name" } },
  });
  const keyring = await loadKeyring(keysFromEnvironment("HOLDFAST_KEYRING"));
  const holdfast = await openHoldfast({
    database: { requestUrl: databaseUrl },
    journal: { directory: journalDirectory },
    keyring,
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, application_name: "law library" });
  const sessions = new MemberSessions(pool);
  const server = createServerApp({
    holdfast,
    applicationSessions: { cookie: sessionCookie, verify: (token) => sessions.find(token) },
    trustedProxies,
    log: createServerLog({ level: "warn" }),
    version: "example",
  });
  return {
    sessions,
    holdfast,
    server,
    markedLaws: async (memberId) => (await pool.query<{ name: string }>(markedLaws, [memberId])).rows.map(({ name }) => name),
    close: async () => {
      server.stop();
      await holdfast.close();
      await pool.end();
    },
  };
}
