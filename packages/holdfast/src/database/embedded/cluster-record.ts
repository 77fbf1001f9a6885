// Remembers between two starts what belongs to an embedded cluster: its password, its port and where its files are.
import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../runtime/clock.js";

export interface ClusterRecord {
  /** Password of the superuser. The file has mode 0600. */
  readonly password: string;
  readonly port: number;
  /** Folder of the data directory when it could not be the one that was asked for. */
  readonly placedAt?: string;
}

const fileOf = (directory: string): string => join(directory, "embedded.json");

export function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

export async function readRecord(directory: string): Promise<ClusterRecord | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(directory), "utf8")) as ClusterRecord;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes the first record. When another process was faster, answers what that one wrote. */
export async function createRecord(directory: string, record: ClusterRecord, clock: Clock): Promise<ClusterRecord> {
  const staging = await stage(directory, record, clock);
  await link(staging, fileOf(directory)).catch(async (error: unknown) => {
    if ((await readRecord(directory)) === undefined) throw error;
  });
  await rm(staging);
  return (await readRecord(directory)) ?? record;
}

/** Replaces the record as a whole, so that a crash leaves the old one or the new one. */
export async function writeRecord(directory: string, record: ClusterRecord, clock: Clock): Promise<void> {
  await rename(await stage(directory, record, clock), fileOf(directory));
}

async function stage(directory: string, record: ClusterRecord, clock: Clock): Promise<string> {
  const staging = `${fileOf(directory)}.${clock.uuid()}`;
  await writeFile(staging, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600, flush: true });
  return staging;
}
