// One Holdfast for the whole process, opened with the first request.
import { createServerApp, createServerLog, type ServerApp } from "@holdfast/server";
import { type Holdfast, keysFromEnvironment, loadKeyring, migrate, openHoldfast } from "holdfast";

interface Opened {
  readonly server: ServerApp;
  readonly holdfast: Holdfast;
}

async function open(): Promise<Opened> {
  const databaseUrl = process.env["DATABASE_URL"] ?? "postgres://localhost/app";
  await migrate({ connectionString: databaseUrl });
  const keyring = await loadKeyring(keysFromEnvironment("HOLDFAST_KEYRING"));
  const holdfast = await openHoldfast({
    database: { requestUrl: databaseUrl },
    journal: { directory: process.env["JOURNAL_DIRECTORY"] ?? "journal" },
    keyring,
  });
  // Next stands between the socket and the handler and writes down the address of the caller.
  const server = createServerApp({ holdfast, log: createServerLog({ level: "warn" }), version: "example", trustedProxies: 1 });
  return { server, holdfast };
}

// Next loads modules anew while one develops, and a journal has one writer: the opened one is kept beside them.
const shelf = globalThis as { holdfast?: Promise<Opened> };

export function openedHoldfast(): Promise<Opened> {
  return (shelf.holdfast ??= open());
}
