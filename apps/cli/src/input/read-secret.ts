// Reads secrets without showing them: from standard input, or from a person at a terminal without echo.
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { HoldfastError } from "@holdfast/contract";
import type { Terminal } from "../terminal.js";

const mostBytes = 64 * 1024;

/** All of standard input, without the line break at its end. */
export async function readInput({ input }: Pick<Terminal, "input">): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of input) {
    const chunk = Buffer.from(part as Uint8Array | string);
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new HoldfastError("payload_too_large", {
        what: "Standard input is longer than 64 KiB.",
        action: "Give the secret alone.",
      });
    parts.push(chunk);
  }
  return Buffer.concat(parts)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}

/** Asks a person, without echo. Throws invalid_request when nobody can answer; `instead` says what a script does. */
export async function askSecret(
  question: string,
  instead: string,
  { input, errors }: Pick<Terminal, "input" | "errors">,
): Promise<string> {
  if (input.isTTY !== true) {
    throw new HoldfastError("invalid_request", { what: `${question} cannot be asked for without a terminal.`, action: instead });
  }
  errors.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      lines.once("close", () => reject(new HoldfastError("invalid_request", { what: "Nothing was entered.", action: instead })));
    });
  } finally {
    lines.removeAllListeners("close");
    lines.close();
    errors.write("\n");
  }
}

export interface SecretRequest {
  readonly question: string;
  /** The value of the flag that says: from standard input. */
  readonly fromInput: boolean;
  readonly instead: string;
}

/** From standard input when asked to, otherwise from the person. Throws invalid_request when it is empty. */
export async function readSecret({ question, fromInput, instead }: SecretRequest, terminal: Terminal): Promise<string> {
  const secret = fromInput ? await readInput(terminal) : await askSecret(question, instead, terminal);
  if (secret !== "") return secret;
  throw new HoldfastError("invalid_request", { what: `${question} is empty.`, action: instead });
}
