// What happened to a token, from the audit trail: who did what, when and why, never the secret (TK-25).
import { HoldfastError, type TokenEvent, type TokenEventPage, type TokenId, type UserId } from "@holdfast/contract";
import type { Database, Queryable } from "../../database/index.js";
import type { HeldTokenName } from "../interface.js";
import { fullName } from "../held/held-name.js";
import { decodePlace, encodePlace } from "../search/place.js";
import { findHeldId } from "./sql/find-held-id.js";
import { pageTokenEvents, type TokenEventRow } from "./sql/page-token-events.js";

export interface HistoryPage {
  /** 1 to 500. Default 100. */
  readonly limit?: number;
  /** `next` of an earlier page. */
  readonly after?: string;
}

/** A token of the user by its id, or a held one by its name. Undefined when there is none of this name. */
export async function userHistory(
  database: Pick<Database, "asUser">,
  userId: UserId,
  token: TokenId | HeldTokenName,
  page: HistoryPage = {},
): Promise<TokenEventPage | undefined> {
  return database.asUser(userId, async (db) => {
    const tokenId = typeof token === "string" ? token : await findHeldId(db, fullName(userId, token));
    return tokenId === undefined ? undefined : readHistory(db, tokenId, page);
  });
}

/** For operators: any token by its id, also one whose row is gone. */
export async function anyHistory(
  database: Pick<Database, "asSystem">,
  tokenId: TokenId,
  page: HistoryPage = {},
): Promise<TokenEventPage> {
  return database.asSystem((db) => readHistory(db, tokenId, page), "single reads");
}

async function readHistory(db: Queryable, tokenId: TokenId, { limit = 100, after }: HistoryPage): Promise<TokenEventPage> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw unusableLimit();
  const rows = await pageTokenEvents(db, {
    tokenId,
    before: after === undefined ? undefined : decodePlace(after),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { events: shown.map(eventOf), next: rows.length > limit && last !== undefined ? encodePlace(last) : null };
}

function eventOf({ id, at, action, actorId, sessionId, address, userAgent, metadata }: TokenEventRow): TokenEvent {
  const { reason, generation, ...rest } = metadata ?? {};
  return {
    id,
    at,
    action,
    actorId,
    sessionId,
    address,
    userAgent,
    reason: typeof reason === "string" ? reason : null,
    generation: typeof generation === "number" ? generation : null,
    metadata: rest,
  };
}

function unusableLimit(): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: "A page of a history has 1 to 500 events.",
    action: "Correct the limit.",
    fields: [{ path: "limit", problem: "not 1 to 500" }],
  });
}
