// Sends a heartbeat through PostgreSQL to whoever listens, its sender among them.
import type pg from "pg";

const text = `select pg_notify('holdfast_change', json_build_object('topic', 'heartbeat', 'body', json_build_array($1::text, $2::bigint))::text)`;

export async function sendHeartbeat(
  client: pg.Client,
  { sender, count }: { readonly sender: string; readonly count: number },
): Promise<void> {
  await client.query(text, [sender, count]);
}
