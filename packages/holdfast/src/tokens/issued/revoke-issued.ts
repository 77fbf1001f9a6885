// Lists a user's issued tokens and ends them: committed first, then memory follows before the caller hears of it (TK-13).
import type { Actor, AuditAction, TokenId, UserId } from "@holdfast/contract";
import { isPassingFailure, type Queryable } from "../../database/index.js";
import type { IssuedToken } from "../interface.js";
import type { KindActions } from "../kinds.js";
import { listIssuedTokens } from "../sql/list-issued-tokens.js";
import { lockIssuedKind } from "../sql/lock-issued-kind.js";
import { type EndedToken, revokeIssuedToken } from "../sql/revoke-issued-token.js";
import { revokeIssuedTokens } from "../sql/revoke-issued-tokens.js";
import { issuedTokenOf, timeLeft } from "./issued-row.js";
import { followEnd, type IssuedRoom } from "./issued-room.js";

/** Tokens that were ended inside somebody else's transaction. */
export interface Revocation {
  readonly count: number;
  /** To be called when that transaction is committed: memory follows. */
  committed(): void;
  /** To be called when nobody knows whether it is. */
  doubted(): void;
}

export interface RevokeAll {
  readonly actor: Actor;
  readonly kind: string;
  readonly except?: TokenId | undefined;
  readonly reason?: string | undefined;
}

export async function listIssued(room: IssuedRoom, userId: UserId, kind: string): Promise<readonly IssuedToken[]> {
  const { database, clock, kinds, uses } = room;
  const { idle } = kinds.policy(kind);
  const rows = await database.asUser(
    userId,
    (db) => listIssuedTokens(db, { userId, kind, now: clock.timestamp() }),
    "single reads",
  );
  const now = clock.now();
  const live = rows.filter((row) => timeLeft(row, now, idle, uses.lastUse(row.id)) > 0);
  return live.map((row) => issuedTokenOf(row, uses.lastUse(row.id)));
}

export async function revokeOne(room: IssuedRoom, actor: Actor, id: TokenId, reason: string | undefined): Promise<boolean> {
  const { database, clock, cache } = room;
  try {
    const ended = await database.asUser(actor.userId, async (db) => {
      const token = await revokeIssuedToken(db, { id, userId: actor.userId, at: clock.timestamp(), reason: reason ?? null });
      if (token !== undefined) await recordEnds(room, db, actor, [token], reason);
      return token;
    });
    if (ended === undefined) return false;
    followEnd(room, ended);
    return true;
  } catch (error) {
    // The commit may have arrived although its answer did not.
    if (isPassingFailure(error)) cache.doubt(id);
    throw error;
  }
}

export async function revokeAll(room: IssuedRoom, request: RevokeAll): Promise<number> {
  const { actor, kind, except } = request;
  try {
    const revocation = await room.database.asUser(actor.userId, (db) => revokeAllWithin(room, db, request));
    revocation.committed();
    return revocation.count;
  } catch (error) {
    if (isPassingFailure(error)) doubtAll(room, actor.userId, kind, except);
    throw error;
  }
}

/** Ends them in the caller's transaction, so that they end together with what the caller changes. */
export async function revokeAllWithin(room: IssuedRoom, db: Queryable, request: RevokeAll): Promise<Revocation> {
  const { clock, kinds } = room;
  const { actor, kind, except, reason } = request;
  kinds.policy(kind);
  const by = { userId: actor.userId, kind, except, at: clock.timestamp(), reason: reason ?? null };
  // A token that is being minted is either seen here, or minted after this has been committed.
  await lockIssuedKind(db, by);
  const ended = await revokeIssuedTokens(db, by);
  await recordEnds(room, db, actor, ended, reason);
  return {
    count: ended.length,
    committed: () => {
      for (const token of ended) followEnd(room, token);
    },
    doubted: () => doubtAll(room, actor.userId, kind, except),
  };
}

function doubtAll({ cache }: IssuedRoom, userId: UserId, kind: string, except: TokenId | undefined): void {
  cache.doubtWhere(({ answer: { token } }) => token.userId === userId && token.kind === kind && token.id !== except);
}

async function recordEnds(
  room: IssuedRoom,
  db: Queryable,
  actor: Actor,
  ended: readonly EndedToken[],
  reason: string | undefined,
): Promise<void> {
  const notes = ended.map(({ id, kind }) => ({
    action: actionOf(room.kinds.actionsOf(kind), actor, id),
    tokenId: id,
    metadata: { kind, ...(reason === undefined ? {} : { reason }) },
  }));
  await room.audit.record(db, actor, ...notes);
}

function actionOf({ endedItself, revoked }: KindActions, actor: Actor, id: TokenId): AuditAction {
  return actor.sessionId === id ? endedItself : revoked;
}
