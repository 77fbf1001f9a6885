// The sources of a keyring that need no service: an environment variable and a file.
import { readFile } from "node:fs/promises";
import { HoldfastError } from "@holdfast/contract";
import type { KeySource } from "./keyring.js";
import { Secret } from "./secret.js";

/** Keys from an environment variable. */
export function keysFromEnvironment(
  variable: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): KeySource {
  const name = `environment variable ${variable}`;
  return { name, load: async () => Secret.of(environment[variable] ?? "") };
}

/** Keys from a file, such as a mounted secret. */
export function keysFromFile(path: string): KeySource {
  const name = `file ${path}`;
  return {
    name,
    load: () =>
      readFile(path).then(
        (bytes) => Secret.adopt(bytes),
        (cause: unknown) => unreadable(name, cause),
      ),
  };
}

function unreadable(name: string, cause: unknown): never {
  throw new HoldfastError("configuration_invalid", {
    what: `The keys cannot be read from ${name}.`,
    why: "Without them no secret can be sealed or opened.",
    action: "Check that the file exists and that this process may read it.",
    cause,
  });
}
