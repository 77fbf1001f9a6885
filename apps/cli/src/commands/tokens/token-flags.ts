// Ids of users and tokens, as flags and arguments.
import { HoldfastError, type TokenId, tokenIdSchema, type UserId, userIdSchema } from "@holdfast/contract";

/** Undefined when the flag was not given; throws invalid_request. */
export function userIdOf(value: unknown): UserId | undefined {
  if (value === undefined) return undefined;
  const parsed = userIdSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: `${JSON.stringify(value)} is no id of a user.`,
    action: "Ids are UUIDs, as `holdfast users list` shows them.",
  });
}

/** Throws invalid_request, without the text: it may be a token itself. */
export function tokenIdOf(value: string | undefined): TokenId {
  const parsed = tokenIdSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: "That is no id of a token.",
    why: "It is not shown here, because it may be a token itself.",
    action: "Ids are UUIDs, as `holdfast tokens search` shows them.",
  });
}
