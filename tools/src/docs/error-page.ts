// The reference of errors, from the closed list of codes in the contract.
import { markdownPage, markdownTable, type ReferencePage } from "./reference-page.js";

interface ErrorKind {
  readonly status: number;
  readonly exit: number;
  readonly title: string;
}

const introduction = `Every error that Holdfast raises on purpose has one of these codes. The library throws a \`HoldfastError\` with the \`code\`; the server
answers with the status and a problem document (RFC 9457) whose \`code\` is the same and whose \`type\` is \`urn:holdfast:error:<code>\`; the command line ends
with the exit code. The message says what happened, why it matters and what to do. A \`retryAfterSeconds\` is given where trying again makes sense.

What is expected (a token that is absent, expired or revoked) is a value in the answer, not an error.`;

export function renderErrors(kinds: Readonly<Record<string, ErrorKind>>): string {
  const rows = Object.entries(kinds).map(([code, { status, exit, title }]) => [
    `\`${code}\``,
    title,
    String(status),
    String(exit),
  ]);
  return markdownPage("Errors", [introduction, markdownTable(["code", "what it says", "HTTP status", "exit code"], rows)]);
}

export const errorPage: ReferencePage = {
  name: "docs/reference/errors.md",
  render: async () => renderErrors((await import("@holdfast/contract")).errorKinds),
};
