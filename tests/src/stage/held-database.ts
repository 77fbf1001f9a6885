// Makes the database wait: selections can be read but not written, so that what is in the journal alone stays there.
import pg from "pg";

export interface HeldDatabase {
  release(): Promise<void>;
}

/** Resolves when nothing can be written to the selections any more. */
export async function holdSelections(connectionString: string): Promise<HeldDatabase> {
  const client = new pg.Client({ connectionString, application_name: "holdfast test" });
  // The connection ends with the database when a test fails before it has let go.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("begin");
  await client.query("lock table holdfast.selection in exclusive mode");
  return {
    release: async () => {
      await client.query("rollback");
      await client.end();
    },
  };
}
