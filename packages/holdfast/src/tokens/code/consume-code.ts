// Tries a short code: of its owner's only, a few times only, one try after the other (TK-04, TK-05).
import { type Actor, HoldfastError, type TokenId } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { CodeOwner, Verified } from "../interface.js";
import { equalBytes, hashShortCode } from "../../security/index.js";
import { issuedTokenOf } from "../issued/issued-row.js";
import { type IssuedRoom, refused, valid } from "../issued/issued-room.js";
import type { KindPolicy } from "../kinds.js";
import { codeContext, codeOwner } from "./code-owner.js";
import { consumeCode, countWrongTry, revokeCodes } from "./sql/end-codes.js";
import { findLastCode } from "./sql/find-last-code.js";
import { type CodeRow, lockCodes } from "./sql/lock-codes.js";

/** `absent` for a wrong try; `revoked` when there were too many. Spaces and dashes that people type do not count. */
export function createCodeConsumer(
  room: IssuedRoom,
): (kind: string, owner: CodeOwner, code: string, actor?: Actor) => Promise<Verified> {
  const { database, clock, kinds } = room;

  return async (kind, owner, code, actor) => {
    const policy = kinds.policy(kind);
    if (policy.form !== "code") throw notACode(kind);
    const by = { kind, ...codeOwner(policy, owner), at: clock.timestamp() };
    const digits = code.slice(0, 40).replaceAll(/[\s-]/g, "");
    if (!/^\d+$/.test(digits) || digits.length !== policy.digits) return refused("absent");
    return database.asSystem(async (db): Promise<Verified> => {
      const rows = await lockCodes(db, by);
      const right = rows.filter((row) => matches(room, row, digits))[0];
      if (right !== undefined) return use(room, db, right, actor);
      await countWrong(room, db, policy, rows);
      return refused(rows.length > 0 ? "absent" : ((await findLastCode(db, by)) ?? "absent"));
    });
  };
}

function matches({ keyring }: IssuedRoom, { id, kind, hash, keyId }: CodeRow, digits: string): boolean {
  return equalBytes(hash, hashShortCode(keyring, codeContext(kind, id), digits, keyId));
}

async function use({ clock, audit }: IssuedRoom, db: Queryable, row: CodeRow, actor: Actor | undefined): Promise<Verified> {
  await consumeCode(db, { id: row.id, at: clock.timestamp() });
  const note = { action: "token_consumed", userId: row.userId, tokenId: row.id, metadata: { kind: row.kind } } as const;
  await audit.record(db, actor ?? { userId: row.userId }, note);
  return valid(issuedTokenOf(row));
}

/** In the same transaction, which commits: a try that is not counted is a try too many. */
async function countWrong(
  { clock, audit }: IssuedRoom,
  db: Queryable,
  { kind, attempts, actions }: KindPolicy,
  rows: readonly CodeRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const idsOf = (some: readonly CodeRow[]): readonly TokenId[] => some.map(({ id }) => id);
  await countWrongTry(db, idsOf(rows));
  const dead = rows.filter((row) => row.attempts + 1 >= attempts);
  if (dead.length === 0) return;
  const reason = "too many wrong tries";
  await revokeCodes(db, { ids: idsOf(dead), at: clock.timestamp(), reason });
  const notes = dead.map(({ id, userId }) => ({ action: actions.revoked, userId, tokenId: id, metadata: { kind, reason } }));
  await audit.record(db, { userId: null }, ...notes);
}

function notACode(kind: string): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: `Tokens of the kind ${kind} are not short codes.`,
    action: 'Use consume, or declare the kind with form: "code".',
  });
}
