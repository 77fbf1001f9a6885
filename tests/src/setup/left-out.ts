// Which tests cannot run here for want of a program, and why. In continuous integration none is left out: there they fail.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

interface Need {
  readonly files: string;
  readonly anyOf: readonly string[];
  readonly install: string;
}

const needs: readonly Need[] = [
  {
    files: "**/*.browser.test.*",
    anyOf: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    install: "apt-get install chromium",
  },
  { files: "**/*pooler.pg.test.ts", anyOf: ["pgbouncer"], install: "apt-get install pgbouncer" },
];

// Debian keeps servers where only the administrator's PATH leads.
const directories = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];
const isInstalled = (name: string): boolean => directories.some((directory) => existsSync(join(directory, name)));

/** Patterns of the files that are left out; says so on standard error. */
export function leftOut(): readonly string[] {
  if (process.env["CI"] !== undefined) return [];
  const lacking = needs.filter(({ anyOf }) => !anyOf.some(isInstalled));
  for (const { files, anyOf, install } of lacking) {
    process.stderr.write(`Skipped: ${files}, because ${anyOf[0]} is not on the PATH. To run them too: ${install}\n`);
  }
  return lacking.map(({ files }) => files);
}
