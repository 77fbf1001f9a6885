// Looks at this machine: Node, the data directory, the keys.
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { isHoldfastError } from "@holdfast/contract";
import { Keyring, keysFromFile, loadKeyring, type Options } from "holdfast";
import { keyringPlace } from "../start/open-keyring.js";
import { type Check, check, failed, ok, warning } from "./check.js";

const leastNode = [20, 19] as const;

export function checkNode(version = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  return check(
    isNew,
    ok("Node", `Node ${version}.`),
    failed("Node", `Node ${version} is too old.`, `Install Node ${leastNode.join(".")} or newer.`),
  );
}

export async function checkDataDirectory({ dataDirectory }: Options): Promise<Check> {
  const name = "Data directory";
  const found = await stat(dataDirectory).catch(() => undefined);
  if (found === undefined) return warning(name, `${dataDirectory} is not there yet.`, "The first `holdfast serve` makes it.");
  const isUsable = await access(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => found.isDirectory(),
    () => false,
  );
  return check(
    isUsable,
    ok(name, `${dataDirectory} can be read and written.`),
    failed(
      name,
      `${dataDirectory} cannot be read and written by this user.`,
      "Change its owner, or choose another with --data-directory.",
    ),
  );
}

/** Others who can read the keys can open the tokens of any backup. */
async function isPrivate(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  return process.platform === "win32" || (mode & 0o077) === 0;
}

export async function checkKeyring(options: Options): Promise<Check> {
  const name = "Keyring";
  const place = keyringPlace(options);
  const { keyring: text, keyringFile, databaseUrl } = options;
  try {
    const keyring = text === undefined ? await loadKeyring(keysFromFile(place)) : Keyring.parse(text, place);
    const counted = `${keyring.ids.length} key${keyring.ids.length === 1 ? "" : "s"} from ${place}; ${keyring.currentId} is current.`;
    if (text === undefined && !(await isPrivate(place)))
      return warning(name, `Other users of this machine can read ${place}.`, `Run: chmod 600 ${place}`);
    if (text === undefined && keyringFile === undefined && databaseUrl !== undefined) {
      return warning(
        name,
        `${counted} It was generated here, and the database is elsewhere.`,
        "Keep a copy of it, and name it with HOLDFAST_KEYRING_FILE.",
      );
    }
    return ok(name, counted);
  } catch (error) {
    if (!isHoldfastError(error)) throw error;
    const isFirst = text === undefined && keyringFile === undefined && isMissing(error.details.cause);
    if (isFirst)
      return warning(
        name,
        `There are no keys in ${place} yet.`,
        "The first `holdfast serve` makes them, or use `holdfast keys generate`.",
      );
    return failed(name, error.details.what, error.details.action);
  }
}

const isMissing = (cause: unknown): boolean => cause instanceof Error && "code" in cause && cause.code === "ENOENT";
