// Loads the keys that seal held tokens; for local use they are made at the first start.
import { join } from "node:path";
import { generateKey, Keyring, keysFromFile, loadKeyring, type Options } from "holdfast";
import { readDataFile, writeDataFile } from "./data-file.js";

const fileName = "keyring";

/** Where the keys come from, for people. */
export function keyringPlace({ keyring, keyringFile, dataDirectory }: Options): string {
  if (keyring !== undefined) return "HOLDFAST_KEYRING";
  return keyringFile ?? join(dataDirectory, fileName);
}

/** Throws configuration_invalid when there are keys that cannot be used. Warns when it makes keys for a database elsewhere. */
export async function openKeyring(options: Options, warn: (text: string) => void): Promise<Keyring> {
  const { keyring, keyringFile, dataDirectory, databaseUrl } = options;
  if (keyring === undefined && keyringFile === undefined && (await readDataFile(dataDirectory, fileName)) === undefined) {
    await makeKeyring(dataDirectory);
    if (databaseUrl !== undefined) warn(madeForElsewhere(join(dataDirectory, fileName)));
  }
  return findKeyring(options);
}

/** The keys that are there; none are made. Throws configuration_invalid. */
export async function findKeyring(options: Options): Promise<Keyring> {
  const { keyring } = options;
  return keyring === undefined ? loadKeyring(keysFromFile(keyringPlace(options))) : Keyring.parse(keyring, "HOLDFAST_KEYRING");
}

async function makeKeyring(dataDirectory: string): Promise<void> {
  const key = generateKey();
  await writeDataFile(
    dataDirectory,
    fileName,
    `# Seals the tokens in the database: without this file they cannot be opened.\n${key.reveal()}\n`,
  );
  key.destroy();
}

function madeForElsewhere(path: string): string {
  return (
    `No keyring was given, so one was generated in ${path}. The database is elsewhere: whoever loses this file loses every token that is ` +
    "kept there, and another server needs a copy of it. For production set HOLDFAST_KEYRING or HOLDFAST_KEYRING_FILE."
  );
}
