// Ends a connection: here at once, at the provider by the outbox, both in one transaction (TK-24).
import type { Actor, HeldTokenInfo } from "@holdfast/contract";
import type { Queryable } from "../../database/index.js";
import type { HeldTokenName } from "../interface.js";
import { open, type Secret } from "../../security/index.js";
import type { FullName } from "../held/held-name.js";
import { type SecretColumn, secretBinding } from "../held/held-seal.js";
import { revokeHeld } from "../held/revoke-held.js";
import type { RefreshRoom } from "../refresh/refresh-room.js";
import { lockRefreshable, type RefreshableRow } from "../refresh/sql/lock-refreshable.js";
import { queueRevocation } from "./queue-revocation.js";

type Room = Pick<RefreshRoom, "held" | "book">;

/** Undefined when there is no such token. */
export function disconnect(
  room: Room,
  actor: Actor,
  name: HeldTokenName,
  reason: string | undefined,
): Promise<HeldTokenInfo | undefined> {
  return revokeHeld(room.held, actor, name, reason, (db, full) => queueBoth(room, db, actor, full));
}

async function queueBoth({ held, book }: Room, db: Queryable, actor: Actor, name: FullName): Promise<void> {
  const row = await lockRefreshable(db, name);
  if (row?.status !== "active") return;
  const asksProvider = book.get(name.provider) !== undefined;
  if (asksProvider) {
    const refreshToken = opened(held, row, "refresh_token", row.refreshToken);
    const accessToken = opened(held, row, "access_token", row.accessToken);
    await queueRevocation(held, db, { ...name, tokenId: row.id, refreshToken, accessToken });
    for (const secret of [refreshToken, accessToken]) secret?.destroy();
  }
  const metadata = { provider: name.provider, atProvider: asksProvider };
  await held.audit.record(db, actor, { action: "disconnected", tokenId: row.id, metadata, text: { account: name.account } });
}

/** What does not open is not worth keeping a connection for. */
function opened(
  { keyring, log }: Room["held"],
  row: RefreshableRow,
  column: SecretColumn,
  sealed: Buffer | null,
): Secret | undefined {
  if (sealed === null) return undefined;
  try {
    return open(keyring, secretBinding(row, column), sealed);
  } catch {
    log.error("A secret did not open and is not revoked at the provider.", { tokenId: row.id, column });
    return undefined;
  }
}
