// Refreshes a token because somebody asks, whatever its age.
import { type Actor, HoldfastError } from "@holdfast/contract";
import type { CacheUse, HeldToken, HeldTokenName } from "../interface.js";
import { fullName } from "../held/held-name.js";
import type { HeldRoom } from "../held/held-room.js";
import { findHeldToken } from "../sql/find-held-token.js";

type Get = (userId: Actor["userId"], name: HeldTokenName, use: CacheUse) => Promise<HeldToken>;

export function createRefreshNow(
  room: Pick<HeldRoom, "database" | "renewal">,
  get: Get,
): (actor: Actor, name: HeldTokenName) => Promise<HeldToken> {
  return async ({ userId }, heldName) => {
    const { database, renewal } = room;
    const name = fullName(userId, heldName);
    const row = await database.asUser(userId, (db) => findHeldToken(db, name), "single reads");
    if (row?.status !== "active") return get(userId, heldName, "refresh");
    if (!renewal.covers(row)) throw notRefreshable(row);
    const end = await renewal.renew(name, row.generation);
    const token = await get(userId, heldName, "use");
    // The old one lives on, but what was asked for did not happen.
    if (end.status === "settled" || token.status !== "active") return token;
    token.accessToken.destroy();
    const { reason, retryAfterSeconds } = end;
    return { status: "unavailable", info: token.info, reason, retryAfterSeconds };
  };
}

function notRefreshable({
  provider,
  hasRefreshToken,
}: {
  readonly provider: string;
  readonly hasRefreshToken: boolean;
}): HoldfastError {
  return new HoldfastError("invalid_request", {
    what: hasRefreshToken ? `The provider ${provider} is not configured.` : "There is no refresh token.",
    why: "A token is refreshed with its refresh token, at a provider that is configured.",
    action: hasRefreshToken ? 'Configure it in the option "providers".' : "Connect the account again.",
  });
}
