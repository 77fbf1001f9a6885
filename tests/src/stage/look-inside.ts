// Looks into the embedded database of a directory from outside, as its superuser.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** How its server's commands reach the embedded database while it runs. */
export async function embeddedUrl(directory: string): Promise<string> {
  const text = await readFile(join(directory, ".holdfast", "server.json"), "utf8");
  return (JSON.parse(text) as { readonly database: { readonly adminUrl: string } }).database.adminUrl;
}

/** One statement as the superuser, past row-level security. */
export async function lookInside<Row extends pg.QueryResultRow>(
  connectionString: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString, application_name: "holdfast test" });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
