// Lets plain ids in at the public door: checked, in one spelling, so that a user never meets a twin of themselves in memory.
import { type Actor, HoldfastError, putTokenRequestSchema, type UserId } from "@holdfast/contract";
import type { z } from "zod";
import type { Connections, Tokens } from "./tokens/index.js";
import type { OpenTokens, TokenInput } from "./holdfast.js";
import type { Selections } from "./selections/index.js";
import type { Opened, Unbranded } from "./runtime/unbranded.js";

const lowerUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Throws invalid_request when the text is not a UUID. */
export function userIdOf(text: string): UserId {
  if (lowerUuid.test(text)) return text as UserId;
  const lower = text.toLowerCase();
  if (lowerUuid.test(lower)) return lower as UserId;
  throw new HoldfastError("invalid_request", {
    what: "The user id is not a UUID.",
    action: "Pass the UUID of the user, as the users table has it.",
    fields: [{ path: "userId", problem: "Not a UUID." }],
  });
}

/** Ids besides the user's stand in the trail: what PostgreSQL would refuse there is refused here. */
function checkUuid(text: string | undefined, path: string): void {
  if (text === undefined || lowerUuid.test(text) || lowerUuid.test(text.toLowerCase())) return;
  throw new HoldfastError("invalid_request", {
    what: `The ${path} of the actor is not a UUID.`,
    why: "It stands in the audit trail beside each change.",
    action: "Pass a UUID, or leave it out.",
    fields: [{ path, problem: "Not a UUID." }],
  });
}

function actorOf(actor: Unbranded<Actor>): Actor {
  const userId = userIdOf(actor.userId);
  checkUuid(actor.sessionId, "sessionId");
  checkUuid(actor.tenantId, "tenantId");
  return (userId === actor.userId ? actor : { ...actor, userId }) as Actor;
}

type Method = (first: never, ...rest: never[]) => unknown;

/** The room with its methods' first arguments checked: `actors` take who asks, `users` take whose it is, the rest is passed on. */
function checkFirst<Room extends object>(room: Room, actors: readonly (keyof Room)[], users: readonly (keyof Room)[]): Room {
  const checked: Partial<Room> = {};
  const wrap = (name: keyof Room, check: (first: never) => unknown): void => {
    const method = room[name] as Method;
    // A refusal is a rejection like any other. Not an async function: that would be one more turn of the queue for each answer.
    checked[name] = ((first: never, ...rest: never[]) => {
      try {
        return method(check(first) as never, ...rest);
      } catch (error) {
        return Promise.reject(error);
      }
    }) as Room[keyof Room];
  };
  for (const name of actors) wrap(name, actorOf as (first: never) => unknown);
  for (const name of users) wrap(name, userIdOf as (first: never) => unknown);
  return { ...room, ...checked };
}

export function openSelections(room: Selections): Opened<Selections> {
  const users = [
    "groups",
    "group",
    "records",
    "changes",
    "items",
    "previewCombination",
    "groupHistory",
    "groupState",
    "groupDiff",
    "recordHistory",
    "export",
    "undoState",
    "memberships",
    "flush",
    "leave",
    "subscribe",
  ] as const;
  return checkFirst(room, ["perform", "import"], users) as Opened<Selections>;
}

export function openTokens(room: Tokens): OpenTokens {
  const checked = checkFirst(
    room,
    ["put", "revoke", "refresh", "revokeIssued", "revokeAllIssued"],
    ["get", "list", "history", "issued"],
  );
  const put: OpenTokens["put"] = async (actor, name, token) => checked.put(actor as Actor, name as never, parseToken(token));
  return { ...checked, put } as OpenTokens;
}

export function openConnections(room: Connections): Opened<Connections> {
  const checked = checkFirst(room, ["begin", "complete", "disconnect"], []);
  return {
    ...checked,
    watch: (userId: string, listener: never) => room.watch(userIdOf(userId), listener),
  } as Opened<Connections>;
}

function parseToken(token: TokenInput): z.output<typeof putTokenRequestSchema> {
  const parsed = putTokenRequestSchema.safeParse(token);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: "The token is not valid.",
    why: "Nothing was kept.",
    action: "Correct the fields that are named.",
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), problem: message })),
  });
}
