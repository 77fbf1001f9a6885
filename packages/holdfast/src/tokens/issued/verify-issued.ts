// Tells whether a text is a live token of a kind: from memory while that may be trusted, from the database otherwise.
import type { Verified } from "../../holdfast.js";
import { isPassingFailure } from "../../database/index.js";
import { type ParsedTokenText, parseTokenText } from "../../security/index.js";
import type { KindPolicy } from "../kinds.js";
import { findIssuedToken } from "../sql/find-issued-token.js";
import { foundIssued, type FoundIssued, type IssuedRoom, refused } from "./issued-room.js";

/** The text taken apart; undefined when it cannot be a token of this kind, which nobody has to be asked about (TK-04). */
export function parseFor(policy: KindPolicy, text: string): ParsedTokenText | undefined {
  const parsed = parseTokenText(text);
  return parsed?.prefix === policy.prefix ? parsed : undefined;
}

/** `verify` and `peek` of the interface to tokens. */
export function createVerifier(room: IssuedRoom): (kind: string, text: string, noteUse: boolean) => Promise<Verified> {
  const { kinds, cache, uses, clock } = room;

  return async (kind, text, noteUse) => {
    const policy = kinds.policy(kind);
    const parsed = parseFor(policy, text);
    if (parsed === undefined) return refused("absent");
    const now = clock.monotonic();
    const known = cache.get(parsed.key, now);
    if (known !== undefined) {
      if (noteUse) uses.note(known.use, now);
      return known.answer;
    }
    const absent = cache.getAbsent(parsed.key, now);
    if (absent !== undefined) return absent;
    const found = await readThrough(room, policy, parsed);
    if (!("present" in found)) return found.absent;
    if (noteUse && !policy.singleUse) uses.note(found.present.use, clock.monotonic());
    return found.present.answer;
  };
}

async function readThrough(room: IssuedRoom, policy: KindPolicy, { key, hash }: ParsedTokenText): Promise<FoundIssued> {
  const read = async (): Promise<FoundIssued> => {
    const row = await room.database.asSystem((db) => findIssuedToken(db, { hash, kind: policy.kind }));
    return foundIssued(room, policy, key, row);
  };
  try {
    return await room.cache.read(key, read, { join: !policy.singleUse });
  } catch (error) {
    // A known end is final: it does not need the database (TK-14). A valid one is not believed beyond its trust.
    const { absent } = room.cache.lastKnown(key);
    const isFinal = absent?.status === "revoked" || absent?.status === "consumed";
    if (isFinal && isPassingFailure(error)) return { row: key, generation: 0, trust: null, absent };
    throw error;
  }
}
