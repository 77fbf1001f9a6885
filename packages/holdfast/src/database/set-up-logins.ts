// Makes the two logins of a server over an administrator's connection, for those who hold an address and no connection.
import pg from "pg";
import { explainFailure } from "./failure.js";
import { type Logins, provisionLogins } from "./provision.js";

/** Makes or corrects both logins, passwords included. Throws database_unavailable. */
export async function setUpLogins(adminUrl: string, logins: Logins): Promise<void> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: "holdfast logins",
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await provisionLogins(client, logins);
  } catch (error) {
    throw explainFailure(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
