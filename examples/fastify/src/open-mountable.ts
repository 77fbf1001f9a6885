// Opens Holdfast on the application's database, as the handler that is mounted and the library behind it.
import { createServerApp, createServerLog, type ServerApp } from "@holdfast/server";
import { type Holdfast, keysFromEnvironment, loadKeyring, migrate, openHoldfast } from "holdfast";

export interface Settings {
  readonly databaseUrl: string;
  /** A directory that survives restarts. */
  readonly journalDirectory: string;
}

export interface MountableHoldfast {
  readonly server: ServerApp;
  readonly holdfast: Holdfast;
}

export async function openMountable({ databaseUrl, journalDirectory }: Settings): Promise<MountableHoldfast> {
  await migrate({ connectionString: databaseUrl });
  const keyring = await loadKeyring(keysFromEnvironment("HOLDFAST_KEYRING"));
  const holdfast = await openHoldfast({
    database: { requestUrl: databaseUrl },
    journal: { directory: journalDirectory },
    keyring,
  });
  const server = createServerApp({ holdfast, log: createServerLog({ level: "warn" }), version: "example" });
  return { server, holdfast };
}
