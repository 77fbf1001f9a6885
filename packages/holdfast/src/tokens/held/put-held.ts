// Keeps a token that somebody else minted: sealed, committed, then known to memory (TK-07, TK-12).
import {
  type Actor,
  type AuditAction,
  type Generation,
  type HeldTokenInfo,
  HoldfastError,
  type PutTokenRequest,
  putTokenRequestSchema,
  type TokenId,
} from "@holdfast/contract";
import { isPassingFailure, type Queryable, sqlStateOf } from "../../database/index.js";
import type { HeldTokenName } from "../interface.js";
import { Secret } from "../../security/index.js";
import type { CacheBegin } from "../cache/fenced-cache.js";
import { insertHeldToken } from "../sql/insert-held-token.js";
import { lockHeldToken } from "../sql/lock-held-token.js";
import { updateHeldToken } from "../sql/update-held-token.js";
import { type FullName, fullName, keyOfFull } from "./held-name.js";
import { heldInfoOf, type HeldInfoRow, timeLeft } from "./held-row.js";
import { foundActive, foundNone, type HeldRoom } from "./held-room.js";
import { sealColumn } from "./held-seal.js";

const foreignKeyViolation = "23503";

export function createPutter(
  room: HeldRoom,
): (actor: Actor, name: HeldTokenName, token: PutTokenRequest, also?: AuditAction) => Promise<HeldTokenInfo> {
  const { database, cache, clock } = room;

  return async (actor, heldName, token, also) => {
    const name = fullName(actor.userId, heldName);
    const request = parse(token);
    const key = keyOfFull(name);
    const begin = cache.begin();
    try {
      const row = await database.asUser(actor.userId, (db) => store(room, db, actor, name, request, also));
      cache.changed(key, row.generation);
      keepInMemory(room, key, row, request, begin);
      return heldInfoOf(row, clock.now());
    } catch (error) {
      // The commit may have arrived although its answer did not.
      if (isPassingFailure(error)) cache.doubt(key);
      throw explain(error);
    }
  };
}

function keepInMemory(room: HeldRoom, key: string, row: HeldInfoRow, { accessToken }: PutTokenRequest, begin: CacheBegin): void {
  const isLive = timeLeft(row, room.clock.now()) > 0;
  const found = isLive ? foundActive(room, key, row, Secret.of(accessToken)) : foundNone(room, key, row.provider, row);
  room.cache.keep(key, found, begin);
}

/** Two who put the same new name at once: one inserts, the other then finds the row. */
async function store(
  room: HeldRoom,
  db: Queryable,
  actor: Actor,
  name: FullName,
  request: PutTokenRequest,
  also: AuditAction | undefined,
): Promise<HeldInfoRow> {
  const place = (await lockHeldToken(db, name)) ?? { id: room.clock.uuid() as TokenId, generation: 0 };
  const row = await write(room, db, name, request, place);
  if (row === undefined) return store(room, db, actor, name, request, also);
  const metadata = { provider: name.provider, generation: row.generation };
  const actions: readonly AuditAction[] = also === undefined ? ["held_token_put"] : ["held_token_put", also];
  await room.audit.record(db, actor, ...actions.map((action) => ({ action, tokenId: row.id, metadata })));
  return row;
}

async function write(
  { clock, keyring }: HeldRoom,
  db: Queryable,
  name: FullName,
  request: PutTokenRequest,
  place: { readonly id: TokenId; readonly generation: number },
): Promise<HeldInfoRow | undefined> {
  const next = { id: place.id, generation: (place.generation + 1) as Generation };
  const { accessToken, refreshToken, tokenType, scopes, expiresAt, refreshExpiresAt, metadata } = request;
  const contents = {
    ...next,
    accessToken: sealColumn(keyring, next, "access_token", accessToken),
    refreshToken: refreshToken === undefined ? null : sealColumn(keyring, next, "refresh_token", refreshToken),
    keyId: keyring.currentId,
    tokenType,
    scopes,
    expiresAt: expiresAt ?? null,
    refreshExpiresAt: refreshExpiresAt ?? null,
    metadata,
    at: clock.timestamp(),
  };
  return place.generation === 0 ? insertHeldToken(db, { ...name, ...contents }) : updateHeldToken(db, contents);
}

// Only paths and rules leave: what was sent is a secret.
function parse(token: PutTokenRequest): PutTokenRequest {
  const parsed = putTokenRequestSchema.safeParse(token);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: "This token cannot be kept.",
    action: "Correct the fields that are named.",
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), problem: message })),
  });
}

function explain(error: unknown): unknown {
  if (sqlStateOf(error) !== foreignKeyViolation) return error;
  return new HoldfastError("not_found", {
    what: "There is no user with this id.",
    action: "Keep tokens for users of the users table.",
    cause: error,
  });
}
