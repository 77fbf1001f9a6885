// Searches everything that a run of the tests printed for secrets, at its end, and fails the run when it finds one (SC-05).
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reporter } from "vitest/node";
import { findSecrets } from "./find-secrets.js";
import { printedVariable } from "./printed-variable.js";

export class SecretScan implements Reporter {
  readonly #directory: string;

  /** From now on tests find the directory to which they copy what is printed: one, however often the configuration is read. */
  constructor() {
    this.#directory = process.env[printedVariable] ??= mkdtempSync(join(tmpdir(), "holdfast-printed-"));
    process.once("exit", () => rmSync(this.#directory, { recursive: true, force: true }));
  }

  onTestRunStart(): void {
    rmSync(this.#directory, { recursive: true, force: true });
    mkdirSync(this.#directory, { mode: 0o700 });
  }

  onTestRunEnd(): void {
    const texts = readdirSync(this.#directory).map((name) => readFileSync(join(this.#directory, name), "utf8"));
    const found = texts.flatMap(findSecrets);
    const bytes = texts.reduce((sum, text) => sum + text.length, 0);
    if (found.length > 0) process.exitCode = 1;
    const first = found.slice(0, 10).map(({ kind, line }) => `  a ${kind}: ${line}\n`);
    const verdict = found.length === 0 ? "no secret" : `${found.length} SECRETS`;
    process.once("exit", () =>
      process.stdout.write(`${verdict} in ${Math.round(bytes / 1024)} KiB that servers and tests printed\n${first.join("")}`),
    );
  }
}
