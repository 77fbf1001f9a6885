// `holdfast keys`: the keys that seal held tokens: made, counted, verified, rotated, retired (TK-08).
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { HoldfastError } from "@holdfast/contract";
import type { Command } from "commander";
import { generateKey, isKeyId } from "holdfast";
import { addExamples, type CommandLine, type Invocation, onAction } from "../command.js";
import { addKeyCensus } from "./keys/census.js";
import { addKeyRetirement } from "./keys/retire.js";
import { addKeyRotation } from "./keys/rotate.js";
import { addKeyVectors } from "./keys/vectors.js";
import { addKeyVerification } from "./keys/verify.js";

export function addKeys(program: Command, line: CommandLine): void {
  const keys = program.command("keys").description("The keys that seal held tokens.");
  const generate = keys
    .command("generate")
    .description("Make a key, as HOLDFAST_KEYRING and HOLDFAST_KEYRING_FILE take it.")
    .option("--id <id>", "name of the key (default: a random one)")
    .option("--out <path>", "write it to a new file that only this user can read, instead of printing it");
  addExamples(generate, [
    ["holdfast keys generate --out keyring", "A keyring file for a new server"],
    [
      "holdfast keys generate --id k2026 >> keyring",
      "Another key for a keyring that is there; put it first to make it the current one",
    ],
  ]);
  onAction(generate, line, generateOne);
  for (const add of [addKeyCensus, addKeyVerification, addKeyRotation, addKeyRetirement, addKeyVectors]) add(keys, line);
}

async function generateOne({ printer, flags, terminal }: Invocation): Promise<void> {
  const id = typeof flags["id"] === "string" ? flags["id"] : undefined;
  if (id !== undefined && !isKeyId(id)) {
    throw new HoldfastError("invalid_request", {
      what: `"${id}" cannot be the id of a key.`,
      action: "Use 1 to 32 letters, digits and . _ - and begin with a letter or digit.",
    });
  }
  const key = generateKey(id);
  const text = key.reveal();
  key.destroy();
  const made = text.slice(0, text.indexOf(":"));
  if (typeof flags["out"] !== "string") return printer.result({ id: made, key: text }, () => text);
  const path = resolve(terminal.workingDirectory, flags["out"]);
  await writeFile(path, `${text}\n`, { mode: 0o600, flag: "wx" }).catch((cause: unknown) => refuse(path, cause));
  printer.result(
    { id: made, path },
    () => `Wrote the key ${made} to ${path}. Keep a copy where the backups of the database are not.`,
  );
}

function refuse(path: string, cause: unknown): never {
  const exists = cause instanceof Error && "code" in cause && cause.code === "EEXIST";
  throw new HoldfastError("configuration_invalid", {
    what: exists ? `${path} exists already.` : `${path} cannot be written.`,
    why: exists ? "A keyring that is overwritten takes every token with it." : "",
    action: "Choose another file.",
    cause,
  });
}
