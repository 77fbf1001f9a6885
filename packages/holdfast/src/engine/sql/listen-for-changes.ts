// Begins to listen on the one channel of changes.
import type pg from "pg";

export const changeChannel = "holdfast_change";

export async function listenForChanges(client: pg.Client): Promise<void> {
  await client.query("listen holdfast_change");
}
