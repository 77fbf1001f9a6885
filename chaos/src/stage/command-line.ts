// The `holdfast` command on a stage, as operators run it: a process of its own, with the stage's database and keys in its environment.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Stage } from "./stage.js";

const run = promisify(execFile);
export const program = fileURLToPath(new URL("../../../apps/cli/dist/main.js", import.meta.url));
const mebibyte = 1024 ** 2;

/** Where the database is, and with which logins. */
export function environmentOf({ order, postgres }: Stage): Readonly<Record<string, string | undefined>> {
  return {
    PATH: process.env["PATH"],
    DATABASE_URL: order.workerUrl,
    DATABASE_ADMIN_URL: postgres.superuserUrl("chaos"),
    DATABASE_REQUEST_URL: order.requestUrl,
    DATABASE_WORKER_URL: order.workerUrl,
  };
}

/** A data directory with these keys, and the flags that name them. */
export async function dataFlags(stage: Stage, name: string, keys: string): Promise<readonly string[]> {
  const dataDirectory = await stage.folder(name);
  const keyring = join(dataDirectory, "keyring");
  await writeFile(keyring, keys, { mode: 0o600 });
  return ["--data-directory", dataDirectory, "--keyring-file", keyring];
}

export interface CommandAnswer {
  readonly exitCode: number;
  /** What it printed on standard output, as JSON. */
  readonly result: unknown;
  readonly errors: string;
}

interface Failure extends Error {
  readonly code?: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Rejects when the command did not answer: an exit code of its own is an answer. */
export async function runCommand(stage: Stage, words: readonly string[]): Promise<CommandAnswer> {
  const said = await run(process.execPath, [program, ...words, "--json"], {
    env: environmentOf(stage),
    maxBuffer: 64 * mebibyte,
  }).then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    (error: Failure) => {
      if (typeof error.code !== "number") throw error;
      return { exitCode: error.code, stdout: error.stdout, stderr: error.stderr };
    },
  );
  const { exitCode, stdout, stderr } = said;
  return { exitCode, result: stdout.trim() === "" ? undefined : (JSON.parse(stdout) as unknown), errors: stderr };
}
