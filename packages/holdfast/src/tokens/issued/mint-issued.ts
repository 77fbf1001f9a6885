// Mints an issued token: its text leaves once, its hash stays.
import { HoldfastError, type TokenId } from "@holdfast/contract";
import { type AuditActor, canonicalAddress } from "../../audit/index.js";
import { type Queryable, sqlStateOf } from "../../database/index.js";
import type { IssuedToken, MintRequest } from "../interface.js";
import { mintTokenText, type Secret, tokenKeyOf } from "../../security/index.js";
import { storeCode } from "../code/store-code.js";
import type { KindPolicy } from "../kinds.js";
import { endOldestIssuedTokens } from "../sql/end-oldest-issued-tokens.js";
import { insertIssuedToken } from "../sql/insert-issued-token.js";
import { lockIssuedKind } from "../sql/lock-issued-kind.js";
import type { EndedToken } from "../sql/revoke-issued-token.js";
import { type IssuedRow, issuedTokenOf } from "./issued-row.js";
import { followEnd, foundIssued, type IssuedRoom } from "./issued-room.js";

const foreignKeyViolation = "23503";

export interface Minted {
  readonly text: Secret;
  readonly token: IssuedToken;
}

export function createMinter(room: IssuedRoom): (request: MintRequest) => Promise<Minted> {
  const { database, kinds, cache } = room;

  return async (request) => {
    const policy = kinds.policy(request.kind);
    const row = newRow(room, policy, request);
    if (policy.form === "code") return mintCode(room, policy, row);
    const { secret, hash } = mintTokenText(policy.prefix);
    const begin = cache.begin();
    const ended = await database
      .asSystem((db) => store(room, db, policy, row, hash))
      .catch((error: unknown) => refuseUnknownUser(error));
    for (const token of ended) followEnd(room, token);
    const key = tokenKeyOf(hash);
    cache.keep(key, foundIssued(room, policy, key, row), begin);
    return { text: secret, token: issuedTokenOf(row) };
  };
}

/** Never in memory: a code is tried in the database alone. */
async function mintCode(room: IssuedRoom, policy: KindPolicy, row: IssuedRow): Promise<Minted> {
  const text = await room.database
    .asSystem((db) => storeCode(room, db, policy, row, actorOf(row)))
    .catch((error: unknown) => refuseUnknownUser(error));
  return { text, token: issuedTokenOf(row) };
}

function newRow({ clock }: IssuedRoom, policy: KindPolicy, request: MintRequest): IssuedRow {
  if (policy.boundToAddress && (request.sentTo ?? "") === "") throw addressMissing(policy.kind);
  const now = clock.now();
  const iso = (after: number): string => new Date(now + after).toISOString();
  return {
    id: clock.uuid() as TokenId,
    kind: policy.kind,
    tenantId: request.tenantId ?? null,
    userId: request.userId ?? null,
    sentTo: request.sentTo ?? null,
    createdAt: clock.timestamp(),
    expiresAt: iso(policy.lifetime),
    idleExpiresAt: policy.idle === undefined ? null : iso(policy.idle),
    lastUsedAt: null,
    consumedAt: null,
    revokedAt: null,
    address: canonicalAddress(request.address ?? null),
    userAgent: request.userAgent?.slice(0, 1024).replaceAll("\0", "") ?? null,
    metadata: { ...request.metadata },
    generation: 1,
  };
}

/** Inserts it and ends what is now too many; answers those. */
async function store(
  room: IssuedRoom,
  db: Queryable,
  policy: KindPolicy,
  row: IssuedRow,
  hash: Buffer,
): Promise<readonly EndedToken[]> {
  const { kind, mostLive, actions } = policy;
  const { id, userId } = row;
  const limited = mostLive !== undefined && userId !== null ? { userId, kind, most: mostLive } : undefined;
  if (userId !== null) await lockIssuedKind(db, { userId, kind });
  await insertIssuedToken(db, { ...row, hash });
  const ended = limited === undefined ? [] : await endOldestIssuedTokens(db, { ...limited, at: row.createdAt });
  const endings = ended.map((token) => ({
    action: actions.revoked,
    tokenId: token.id,
    metadata: { kind, reason: "superseded" },
  }));
  await room.audit.record(db, actorOf(row), { action: actions.issued, tokenId: id, metadata: { kind } }, ...endings);
  return ended;
}

/** Who signs in is the actor, from the very session that begins. */
function actorOf({ id, kind, userId, address, userAgent }: IssuedRow): AuditActor {
  return {
    userId,
    ...(kind === "session" ? { sessionId: id } : {}),
    ...(address === null ? {} : { address }),
    ...(userAgent === null ? {} : { userAgent }),
  };
}

function refuseUnknownUser(error: unknown): never {
  if (sqlStateOf(error) !== foreignKeyViolation) throw error;
  throw new HoldfastError("not_found", {
    what: "There is no user with this id.",
    action: "Mint tokens for users of the users table, or without a user.",
    cause: error,
  });
}

function addressMissing(kind: string): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: `A token of the kind ${kind} is bound to the address that it is sent to, and none was given.`,
    action: "Pass `sentTo`.",
    fields: [{ path: "sentTo", problem: "missing" }],
  });
}
