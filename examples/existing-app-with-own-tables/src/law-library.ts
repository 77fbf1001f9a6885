// An application that has members and laws in tables of its own, and leaves to Holdfast what members marked and connected.
import { type Holdfast, keysFromEnvironment, loadKeyring, migrate, openHoldfast } from "holdfast";
import pg from "pg";

export interface LawLibrary {
  readonly holdfast: Holdfast;
  /** The names of the laws that a member marked: the application's own query, over its own table and Holdfast's. */
  markedLaws(memberId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface LawLibraryOptions {
  readonly databaseUrl: string;
  /** A directory that survives restarts. */
  readonly journalDirectory: string;
}

const markedLaws = `
  select laws.name
  from laws
  join holdfast.selection on selection.record_id = laws.id
  join holdfast.selection_group on selection_group.id = selection.group_id
  where selection_group.owner_user_id = $1
  order by laws.name`;

export async function openLawLibrary({ databaseUrl, journalDirectory }: LawLibraryOptions): Promise<LawLibrary> {
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
  return {
    holdfast,
    markedLaws: async (memberId) => (await pool.query<{ name: string }>(markedLaws, [memberId])).rows.map(({ name }) => name),
    close: async () => {
      await holdfast.close();
      await pool.end();
    },
  };
}
