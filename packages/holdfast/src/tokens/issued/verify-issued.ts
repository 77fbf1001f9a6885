// Tells whether a text is a live token of a kind: from memory while that may be trusted, from the database otherwise.
import { HoldfastError } from "@holdfast/contract";
import type { Verified } from "../interface.js";
import { isPassingFailure } from "../../database/index.js";
import { type ParsedTokenText, parseTokenText, tokenKeyIn } from "../../security/index.js";
import type { KindPolicy } from "../kinds.js";
import { askWithin } from "../cache/ask.js";
import { type CachedIssued, foundIssued, type FoundIssued, type IssuedRoom, refused } from "./issued-room.js";

/** The text taken apart; undefined when it cannot be a token of this kind, which nobody has to be asked about (TK-04). */
export function parseFor(policy: KindPolicy, text: string): ParsedTokenText | undefined {
  requireText(policy);
  const parsed = parseTokenText(text);
  return parsed?.prefix === policy.prefix ? parsed : undefined;
}

/** `verify` and `peek` of the interface to tokens. */
export function createVerifier(room: IssuedRoom): (kind: string, text: string, noteUse: boolean) => Promise<Verified> {
  // Not an async function: what memory knows is handed out as it is kept, and a new promise for each request would cost as much as looking.
  return (kind, text, noteUse) => {
    try {
      const policy = room.kinds.policy(kind);
      return recall(room, policy, text, noteUse)?.answered ?? verifyElsewhere(room, policy, text, noteUse);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/** What memory knows of a text in this very step, as a use of it; undefined when it is not live or somebody has to be asked. */
export function createRecall(room: IssuedRoom): (kind: string, text: string) => Verified | undefined {
  return (kind, text) => recall(room, room.kinds.policy(kind), text, true)?.answer;
}

function recall(
  { cache, uses, clock }: IssuedRoom,
  policy: KindPolicy,
  text: string,
  noteUse: boolean,
): CachedIssued | undefined {
  requireText(policy);
  const key = tokenKeyIn(text, policy.prefix);
  if (key === undefined) return undefined;
  const now = clock.monotonic();
  const known = cache.get(key, now);
  if (known !== undefined && noteUse) uses.note(known.use, now);
  return known;
}

async function verifyElsewhere(room: IssuedRoom, policy: KindPolicy, text: string, noteUse: boolean): Promise<Verified> {
  const { cache, uses, clock } = room;
  const parsed = parseFor(policy, text);
  if (parsed === undefined) return refused("absent");
  const absent = cache.getAbsent(parsed.key, clock.monotonic());
  if (absent !== undefined) return absent;
  const found = await readThrough(room, policy, parsed);
  if (!("present" in found)) return found.absent;
  if (noteUse && !policy.singleUse) uses.note(found.present.use, clock.monotonic());
  return found.present.answered;
}

async function readThrough(room: IssuedRoom, policy: KindPolicy, { key, hash }: ParsedTokenText): Promise<FoundIssued> {
  const read = async (): Promise<FoundIssued> => {
    const row = await room.finder.find({ hash, kind: policy.kind });
    return foundIssued(room, policy, key, row);
  };
  try {
    const reading = room.cache.read(key, read, { join: !policy.singleUse });
    return await (fallback(room, policy, key) === undefined ? reading : askWithin(reading, room.patience, room.clock));
  } catch (error) {
    const known = isPassingFailure(error) ? fallback(room, policy, key) : undefined;
    if (known === undefined) throw error;
    return known;
  }
}

/**
 * While the database cannot be asked: a known end is final, and a valid token is believed until its trust ends, unless its kind
 * wants that only while no change can have been missed (TK-14).
 */
function fallback({ cache }: IssuedRoom, policy: KindPolicy, key: string): FoundIssued | undefined {
  const { present, absent, trusted } = cache.lastKnown(key);
  const place = { row: key, generation: 0, trust: null } as const;
  if (absent?.status === "revoked" || absent?.status === "consumed") return { ...place, absent };
  if (present === undefined || !trusted || policy.whenDatabaseDown === "refuse_at_once") return undefined;
  return { ...place, present, bytes: 0 };
}

function requireText({ form, kind }: KindPolicy): void {
  if (form !== "code") return;
  throw new HoldfastError("invalid_request", {
    what: `Tokens of the kind ${kind} are short codes.`,
    why: "A code alone says nothing: it is tried for its owner, and each try counts.",
    action: "Use consumeCode.",
  });
}
