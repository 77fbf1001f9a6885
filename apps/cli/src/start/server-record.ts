// Says, while a server runs, where it is and how its embedded database is reached: for other commands on the same data.
import { readDataFile, removeDataFile, writeDataFile } from "./data-file.js";

export interface DatabaseUrls {
  readonly adminUrl: string;
  readonly requestUrl: string;
  readonly workerUrl: string;
}

export interface ServerRecord {
  readonly pid: number;
  /** Where the server answers; absent for a command that holds the database for a while. */
  readonly url?: string;
  /** Of the embedded database. */
  readonly database?: DatabaseUrls;
}

const fileName = "server.json";

export async function readServerRecord(dataDirectory: string): Promise<ServerRecord | undefined> {
  const text = await readDataFile(dataDirectory, fileName);
  return text === undefined ? undefined : (JSON.parse(text) as ServerRecord);
}

export async function writeServerRecord(dataDirectory: string, record: ServerRecord): Promise<void> {
  await writeDataFile(dataDirectory, fileName, `${JSON.stringify(record, undefined, 2)}\n`);
}

/** Takes the record away, unless another process has written its own meanwhile. */
export async function removeServerRecord(dataDirectory: string): Promise<void> {
  const record = await readServerRecord(dataDirectory);
  if (record?.pid === process.pid) await removeDataFile(dataDirectory, fileName);
}
