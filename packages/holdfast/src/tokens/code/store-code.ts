// Mints a short code: it replaces the one before, and only its keyed hash stays (TK-04).
import type { AuditActor } from "../../audit/index.js";
import type { Queryable } from "../../database/index.js";
import { hashShortCode, type Secret, shortCode } from "../../security/index.js";
import type { IssuedRoom } from "../issued/issued-room.js";
import type { IssuedRow } from "../issued/issued-row.js";
import type { KindPolicy } from "../kinds.js";
import { codeContext, codeOwner } from "./code-owner.js";
import { revokeCodes } from "./sql/end-codes.js";
import { insertCode } from "./sql/insert-code.js";
import { lockCodeOwner } from "./sql/lock-code-owner.js";
import { lockCodes } from "./sql/lock-codes.js";

export async function storeCode(
  room: IssuedRoom,
  db: Queryable,
  policy: KindPolicy,
  row: IssuedRow,
  actor: AuditActor,
): Promise<Secret> {
  const { keyring, audit } = room;
  const { kind, actions } = policy;
  const owner = codeOwner(policy, {
    ...(row.userId === null ? {} : { userId: row.userId }),
    ...(row.sentTo === null ? {} : { sentTo: row.sentTo }),
  });
  const code = shortCode(policy.digits);
  await lockCodeOwner(db, { kind, ...owner });
  const before = (await lockCodes(db, { kind, ...owner, at: row.createdAt })).map(({ id }) => id);
  if (before.length > 0) await revokeCodes(db, { ids: before, at: row.createdAt, reason: "superseded" });
  const keyId = keyring.currentId;
  await insertCode(db, { ...row, hash: hashShortCode(keyring, codeContext(kind, row.id), code, keyId), keyId });
  const endings = before.map((tokenId) => ({
    action: actions.revoked,
    tokenId,
    userId: row.userId,
    metadata: { kind, reason: "superseded" },
  }));
  await audit.record(db, actor, { action: actions.issued, tokenId: row.id, metadata: { kind } }, ...endings);
  return code;
}
