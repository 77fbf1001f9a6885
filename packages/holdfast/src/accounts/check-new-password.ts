// What a new password has to be: long enough, and not among the first guesses (SC-06).
import { credentialsSchema, HoldfastError } from "@holdfast/contract";
import { isGuessablePassword } from "../security/index.js";
import type { AccountRoom } from "./account-room.js";

/** Throws invalid_request, naming the field; what was sent is nowhere in it. */
export function checkPasswordShape(password: string, path: string): void {
  const { error } = credentialsSchema.shape.password.safeParse(password);
  if (error === undefined) return;
  throw new HoldfastError("invalid_request", {
    what: "This cannot be the new password.",
    action: "Use at least 10 characters.",
    fields: error.issues.map(({ message }) => ({ path, problem: message })),
  });
}

/** Throws invalid_request for a password that is common, a pattern, or made of the address or of words that everybody here knows. */
export async function refuseGuessablePassword(
  { guessableWords }: Pick<AccountRoom, "guessableWords">,
  { email, password }: { readonly email: string; readonly password: string },
  path: string,
): Promise<void> {
  const nameInAddress = email.slice(0, email.lastIndexOf("@"));
  if (!(await isGuessablePassword(password, ["holdfast", email, nameInAddress, ...guessableWords]))) return;
  throw new HoldfastError("invalid_request", {
    what: "This password is among the first that somebody would guess.",
    action: "Use a longer or less usual one, such as a few words that have nothing to do with each other or with your address.",
    fields: [{ path, problem: "Too easy to guess: take a few words that have nothing to do with each other." }],
  });
}
