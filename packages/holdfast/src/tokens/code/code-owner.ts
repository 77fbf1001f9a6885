// Whose a short code is: without knowing that, nobody can even try one.
import { HoldfastError, userIdSchema } from "@holdfast/contract";
import type { CodeOwner } from "../interface.js";
import type { KindPolicy } from "../kinds.js";

/** The owner in the one spelling that is looked up. Throws invalid_request when nobody is named. */
export function codeOwner(
  { kind, boundToAddress }: KindPolicy,
  { userId, sentTo }: CodeOwner,
): Required<{ userId: string | null; sentTo: string | null }> {
  const address = sentTo === undefined || sentTo === "" ? null : sentTo;
  if (address === null && (boundToAddress || userId === undefined)) {
    throw new HoldfastError("invalid_request", {
      what: `A code of the kind ${kind} belongs to ${boundToAddress ? "the address that it is sent to" : "a user or an address"}, and none was given.`,
      action: boundToAddress ? "Pass `sentTo`." : "Pass `userId` or `sentTo`.",
      fields: [{ path: "sentTo", problem: "missing" }],
    });
  }
  const user = userIdSchema.nullable().safeParse(userId ?? null);
  if (user.success) return { userId: user.data, sentTo: address };
  throw new HoldfastError("invalid_request", {
    what: "The user id is not a UUID.",
    action: "Pass the UUID of the user, as the users table has it.",
    fields: [{ path: "userId", problem: "Not a UUID." }],
  });
}

/** What the keyed hash of a code is bound to: the same digits in another row are another hash. */
export function codeContext(kind: string, rowId: string): string {
  return `${kind}/${rowId}`;
}
