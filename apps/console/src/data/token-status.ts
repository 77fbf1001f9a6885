// The state of a connection as people need it: "expiring soon" is told apart from "active".
import type { HeldTokenInfo } from "@holdfast/contract";

export type ConnectionStatus = "active" | "expiring" | "expired" | "reconnect_required" | "revoked";

const minute = 60 * 1000;
/** One that is refreshed by itself nears its end every hour: that is nothing to be told of, unless it was not refreshed. */
const soon = { alone: 60 * minute, refreshed: 2 * minute };

/** A token that ends soon, or has ended unnoticed, is named so before the server does. */
export function connectionStatus(
  token: Pick<HeldTokenInfo, "status" | "expiresAt" | "hasRefreshToken">,
  now: number,
): ConnectionStatus {
  if (token.status !== "active") return token.status;
  const left = token.expiresAt === null ? Infinity : Date.parse(token.expiresAt) - now;
  if (left <= 0) return "expired";
  return left < (token.hasRefreshToken ? soon.refreshed : soon.alone) ? "expiring" : "active";
}

export const statusWords: Readonly<Record<ConnectionStatus, string>> = {
  active: "Active",
  expiring: "Expiring soon",
  expired: "Expired",
  reconnect_required: "Reconnect required",
  revoked: "Revoked",
};
