// Keeps the sessions of this user on this machine: one per server, readable by nobody else.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { HoldfastError } from "@holdfast/contract";
import type { Terminal } from "../terminal.js";

export interface StoredSession {
  readonly token: string;
  readonly email: string;
  readonly expiresAt: string;
}
type Sessions = Readonly<Record<string, StoredSession>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
const isSession = (value: unknown): value is StoredSession => isObject(value) && typeof value["token"] === "string";

/** Throws when the text is not what was written here. */
function parseSessions(text: string): Sessions {
  const content: unknown = JSON.parse(text);
  const sessions = isObject(content) ? content["sessions"] : undefined;
  if (isObject(sessions) && Object.values(sessions).every(isSession)) return sessions as Sessions;
  throw new TypeError("The file holds something else.");
}

type Environment = Terminal["environment"];

/** $XDG_CONFIG_HOME/holdfast/credentials.json, or the like of the platform. */
export function credentialsPath(environment: Environment): string {
  const given = environment["XDG_CONFIG_HOME"] ?? (process.platform === "win32" ? environment["APPDATA"] : undefined);
  const base = given === undefined || given === "" ? join(environment["HOME"] ?? homedir(), ".config") : given;
  return join(base, "holdfast", "credentials.json");
}

async function readAll(path: string): Promise<Sessions> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw unreadable(path, error);
  });
  if (text === undefined) return {};
  try {
    return parseSessions(text);
  } catch (error) {
    throw unreadable(path, error);
  }
}

export async function readSession(environment: Environment, url: string): Promise<StoredSession | undefined> {
  return (await readAll(credentialsPath(environment)))[url];
}

/** Keeps the session of a server, or forgets it when there is none any more. */
export async function storeSession(environment: Environment, url: string, session: StoredSession | undefined): Promise<string> {
  const path = credentialsPath(environment);
  const others = Object.entries(await readAll(path)).filter(([server]) => server !== url);
  const sessions = Object.fromEntries(session === undefined ? others : [...others, [url, session]]);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const staging = `${path}.${process.pid}.new`;
  await writeFile(staging, `${JSON.stringify({ sessions }, undefined, 2)}\n`, { mode: 0o600 });
  await rename(staging, path);
  return path;
}

function unreadable(path: string, cause: unknown): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `The stored sessions in ${path} cannot be read.`,
    action: "Delete the file and sign in again with `holdfast login`.",
    cause,
  });
}
