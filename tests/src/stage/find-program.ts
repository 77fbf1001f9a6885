// Finds a program of the system, or says what to install.
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

export interface ProgramNames {
  readonly names: readonly string[];
  /** What the tests need it for. */
  readonly purpose: string;
  readonly install: string;
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The path of the first that is there. Throws when none is: a test without it proves nothing, so it fails. */
export async function findProgram({ names, purpose, install }: ProgramNames): Promise<string> {
  // Debian keeps servers where only the administrator's PATH leads.
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"].filter((folder) => folder !== "");
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name))))
    if (await isExecutable(path)) return path;
  throw new Error(`None of ${names.join(", ")} is on the PATH, and these tests need it: ${purpose}. Install it: ${install}.`);
}
