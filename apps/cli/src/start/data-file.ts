// Small private files in the data directory: read whole, written whole, for nobody else's eyes.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HoldfastError } from "@holdfast/contract";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/** Makes the directory; others may pass through, for PostgreSQL's system user, but not look. */
export async function makeDataDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o711 });
    await writeFile(join(directory, ".writable"), "");
    await rm(join(directory, ".writable"));
  } catch (cause) {
    throw unusable(directory, cause);
  }
}

/** The file's text; undefined when there is none. */
export async function readDataFile(directory: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(directory, name), "utf8");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw unusable(join(directory, name), cause);
  }
}

/** Replaces the file as a whole, with mode 0600. */
export async function writeDataFile(directory: string, name: string, text: string): Promise<void> {
  const staging = join(directory, `${name}.${process.pid}.new`);
  try {
    await writeFile(staging, text, { mode: 0o600, flush: true });
    await rename(staging, join(directory, name));
  } catch (cause) {
    throw unusable(join(directory, name), cause);
  }
}

export async function removeDataFile(directory: string, name: string): Promise<void> {
  await rm(join(directory, name), { force: true });
}

function unusable(path: string, cause: unknown): HoldfastError {
  const code = codeOf(cause);
  return new HoldfastError("configuration_invalid", {
    what: `${path} cannot be used${typeof code === "string" ? ` (${code})` : ""}.`,
    why: "The journal, the keys and the embedded database are kept there.",
    action: "Choose a directory that this user may read and write with --data-directory or HOLDFAST_DATA_DIRECTORY.",
    cause,
  });
}
