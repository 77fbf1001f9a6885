// The two logins of the embedded database: made once with random passwords, kept in the data directory.
import { randomBytes } from "node:crypto";
import type { Logins } from "holdfast";
import { readDataFile, writeDataFile } from "./data-file.js";

const fileName = "logins.json";
const password = (): string => randomBytes(24).toString("base64url");

export async function loadLogins(dataDirectory: string): Promise<Logins> {
  const text = await readDataFile(dataDirectory, fileName);
  if (text !== undefined) return JSON.parse(text) as Logins;
  const logins = {
    requestUser: "holdfast_request_login",
    requestPassword: password(),
    workerUser: "holdfast_worker_login",
    workerPassword: password(),
  };
  await writeDataFile(dataDirectory, fileName, `${JSON.stringify(logins, undefined, 2)}\n`);
  return logins;
}

/** The same database, with another login. */
export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}
