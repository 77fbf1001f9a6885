// Uses single-use tokens up, each once (TK-05).
import { type Actor, HoldfastError } from "@holdfast/contract";
import type { Verified } from "../interface.js";
import { consumeIssuedToken } from "../sql/consume-issued-token.js";
import { findIssuedToken } from "../sql/find-issued-token.js";
import { issuedTokenOf, statusOf, timeLeft } from "./issued-row.js";
import { type IssuedRoom, refused, valid } from "./issued-room.js";
import { parseFor } from "./verify-issued.js";

export function createConsumer(room: IssuedRoom): (kind: string, text: string, actor?: Actor) => Promise<Verified> {
  const { database, clock, kinds, audit } = room;

  return async (kind, text, actor) => {
    const policy = kinds.policy(kind);
    if (!policy.singleUse) throw notSingleUse(kind);
    const parsed = parseFor(policy, text);
    if (parsed === undefined) return refused("absent");
    const by = { hash: parsed.hash, kind, at: clock.timestamp() };
    return database.asSystem(async (db): Promise<Verified> => {
      const row = await consumeIssuedToken(db, by);
      if (row !== undefined) {
        const note = { action: "token_consumed", userId: row.userId, tokenId: row.id, metadata: { kind } } as const;
        await audit.record(db, actor ?? { userId: row.userId }, note);
        return valid(issuedTokenOf(row));
      }
      const present = await findIssuedToken(db, by);
      if (present === undefined) return refused("absent");
      const status = statusOf(present, timeLeft(present, clock.now(), undefined, undefined));
      // It was live when the database looked and is not any more, or the other way round: either way this call did not get it.
      return refused(status === "valid" ? "expired" : status);
    });
  };
}

function notSingleUse(kind: string): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: `Tokens of the kind ${kind} are not used up.`,
    action: "Use verify, or declare the kind with singleUse.",
  });
}
